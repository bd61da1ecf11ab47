package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code KV_APPEND}: items to an array, members to an object, characters to a string. */
final class AppendValues extends KvCommand {
    AppendValues() {
        super("KV_APPEND");
    }

    @Override
    boolean copiesValues() {
        return true;
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.forKey(field.name(), key -> {
                JsonValue added = field.value();
                call.answer(
                        call.keyspace().change(key, before -> need(before, added), slot -> append(slot, added)),
                        field.name());
            });
        }
    }

    private static long need(@Nullable Entry before, JsonValue added) {
        if (before == null || before.kind() != added.kind()) {
            return 0;
        }
        long longer = HeapArrays.bytes(before.value().length + added.bytes().length);
        return added.kind() == ValueKind.STRING
                ? longer
                : longer + JsonContainer.memory(before.value()) + JsonContainer.memory(added.bytes());
    }

    private static KvStatus append(EntrySlot slot, JsonValue added) {
        Entry entry = slot.entry();
        if (entry == null) {
            return KvStatus.KEY_NOT_EXIST;
        }
        if (entry.kind() != added.kind()) {
            throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "the value and what is to be added are of different types");
        }
        byte[] after = switch (entry.kind()) {
            case STRING -> concatenated(entry.value(), added.bytes());
            case ARRAY -> {
                JsonContainer array = JsonContainer.of(entry.value());
                array.items().addAll(JsonContainer.of(added.bytes()).items());
                yield array.toBytes();
            }
            case OBJECT -> {
                JsonContainer object = JsonContainer.of(entry.value());
                object.addMissing(JsonContainer.of(added.bytes()));
                yield object.toBytes();
            }
            case NUMBER, BOOLEAN, NULL ->
                throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "only arrays, objects and strings can be added to");
        };
        slot.put(entry.kind(), after, slot.deadline());
        return KvStatus.OK;
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, Math.addExact(one.length, other.length));
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
