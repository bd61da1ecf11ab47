package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;

/** {@code KV_SERVER_INFO}. */
final class ServerInfo extends KvCommand {
    ServerInfo() {
        super("KV_SERVER_INFO");
    }

    @Override
    void run(KvCall call) {
        long keys = call.keyspace().size();
        call.answer(KvStatus.OK, answer -> {
            answer.putText(",\"keyCnt\":" + keys + ",\"qryCnt\":"
                    + call.services().counters().commands());
            answer.putText(",\"version\":");
            JsonOutput.string(answer, call.services().version());
        });
    }
}
