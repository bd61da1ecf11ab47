package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** {@code KV_CONTAINS}. */
final class ContainsKeys extends KvCommand {
    ContainsKeys() {
        super("KV_CONTAINS");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(
                name,
                key -> call.answer(
                        call.keyspace().get(key, false) == null ? KvStatus.KEY_NOT_EXIST : KvStatus.KEY_EXISTS, name)));
    }
}
