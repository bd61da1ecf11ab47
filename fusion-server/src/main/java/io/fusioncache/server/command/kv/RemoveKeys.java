package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** {@code KV_RMV}. */
final class RemoveKeys extends KvCommand {
    RemoveKeys() {
        super("KV_RMV");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(
                name,
                key -> call.answer(
                        call.keyspace().remove(key) == null ? KvStatus.KEY_NOT_EXIST : KvStatus.KEY_REMOVED, name)));
    }
}
