package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;

/** {@code KV_COUNT}. */
final class CountKeys extends KvCommand {
    CountKeys() {
        super("KV_COUNT");
    }

    @Override
    void run(KvCall call) {
        long count = call.keyspace().size();
        call.answer(KvStatus.OK, answer -> answer.putText(",\"cnt\":" + count));
    }
}
