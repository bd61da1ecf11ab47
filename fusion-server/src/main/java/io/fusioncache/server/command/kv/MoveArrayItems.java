package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.Words;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code KV_ARRAY_MOVE}: {@code [from]} to the end, {@code [from,to]} before the item at {@code to}. */
final class MoveArrayItems extends KvCommand {
    MoveArrayItems() {
        super("KV_ARRAY_MOVE");
    }

    @Override
    boolean copiesValues() {
        return true;
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.forKey(field.name(), key -> {
                long[] indexes = indexes(field.value());
                call.answer(
                        call.keyspace().change(key, MoveArrayItems::need, slot -> move(slot, indexes)), field.name());
            });
        }
    }

    private static long[] indexes(JsonValue value) {
        if (value.kind() != ValueKind.ARRAY) {
            throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "the indexes stand in an array");
        }
        List<JsonContainer.Item> items = JsonContainer.of(value.bytes()).items();
        if (items.isEmpty() || items.size() > 2) {
            throw new KvFault(KvStatus.VALUE_SIZE, "there are one or two indexes, not " + items.size());
        }
        return items.stream().mapToLong(item -> index(item.text().toBytes())).toArray();
    }

    /** An index; one that no array can have is as good as any other that is out of bounds. */
    private static long index(byte[] json) {
        if (Words.isInteger(json)) {
            return Words.parseInteger(json);
        }
        for (byte character : json) {
            if ((character < '0' || character > '9') && character != '-') {
                throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "an index is an integer");
            }
        }
        return json.length <= 2 ? 0 : -1;
    }

    private static long need(@Nullable Entry before) {
        return before == null ? 0 : HeapArrays.bytes(before.value().length) + JsonContainer.memory(before.value());
    }

    private static KvStatus move(EntrySlot slot, long[] indexes) {
        Entry entry = slot.entry();
        if (entry == null) {
            return KvStatus.KEY_NOT_EXIST;
        }
        if (entry.kind() != ValueKind.ARRAY) {
            throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "the value is no array");
        }
        JsonContainer array = JsonContainer.of(entry.value());
        List<JsonContainer.Item> items = array.items();
        long from = indexes[0];
        long to = indexes.length == 2 ? indexes[1] : items.size();
        if (from < 0 || from >= items.size() || to < 0 || to > items.size()) {
            throw new KvFault(KvStatus.OUT_OF_BOUNDS, "the array has " + items.size() + " items");
        }
        JsonContainer.Item moved = items.remove((int) from);
        items.add((int) (to > from ? to - 1 : to), moved);
        slot.put(ValueKind.ARRAY, array.toBytes(), slot.deadline());
        return KvStatus.OK;
    }
}
