package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code KV_GET}. */
final class GetKeys extends KvCommand {
    GetKeys() {
        super("KV_GET");
    }

    @Override
    boolean copiesValues() {
        return true;
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(name, key -> {
            Entry found = call.keyspace().get(key);
            Entry entry = found == null ? null : found.readable();
            if (entry == null) {
                call.answer(KvStatus.KEY_NOT_EXIST, name);
            } else {
                call.answer(KvStatus.OK, answer -> {
                    answer.put(',');
                    JsonOutput.string(answer, key);
                    answer.put(':');
                    JsonOutput.value(answer, entry.kind(), entry.value());
                });
            }
        }));
    }
}
