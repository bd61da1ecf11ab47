package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** {@code KV_CLEAR}. */
final class ClearKeys extends KvCommand {
    ClearKeys() {
        super("KV_CLEAR");
    }

    @Override
    void run(KvCall call) {
        long count = call.keyspace().clear();
        call.answer(KvStatus.OK, answer -> answer.putText(",\"cnt\":" + count));
    }
}
