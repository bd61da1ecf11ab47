package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Entry;
import java.util.List;

/** {@code KV_SET}, {@code KV_SETQ}, {@code KV_ADD} and {@code KV_ADDQ}. */
final class StoreKeys extends KvCommand {
    private final boolean onlyNew;
    private final boolean quiet;

    private StoreKeys(String name, boolean onlyNew, boolean quiet) {
        super(name);
        this.onlyNew = onlyNew;
        this.quiet = quiet;
    }

    /** The four commands. */
    static List<KvCommand> all() {
        return List.of(
                new StoreKeys("KV_SET", false, false),
                new StoreKeys("KV_SETQ", false, true),
                new StoreKeys("KV_ADD", true, false),
                new StoreKeys("KV_ADDQ", true, true));
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.forKey(field.name(), key -> {
                KvStatus status = onlyNew ? add(call, key, field.value()) : set(call, key, field.value());
                if (!quiet || status.isError()) {
                    call.answer(status, field.name());
                }
            });
        }
    }

    private static KvStatus set(KvCall call, byte[] key, JsonValue value) {
        Entry before = call.keyspace().put(key, value.kind(), value.bytes(), Entry.NEVER);
        return before == null ? KvStatus.KEY_SET : KvStatus.KEY_UPDATED;
    }

    private static KvStatus add(KvCall call, byte[] key, JsonValue value) {
        return call.keyspace().update(key, value.bytes().length, slot -> {
            if (slot.entry() != null) {
                return KvStatus.KEY_EXISTS;
            }
            slot.put(value.kind(), value.bytes(), Entry.NEVER);
            return KvStatus.KEY_SET;
        });
    }
}
