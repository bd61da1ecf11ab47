package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.Entry;
import java.math.BigDecimal;

/** {@code KV_TTL}: seconds with a fraction, {@code null} without a limit. */
final class TimesToLive extends KvCommand {
    TimesToLive() {
        super("KV_TTL");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(name, key -> {
            Entry entry = call.keyspace().peek(key);
            if (entry == null) {
                call.answer(KvStatus.KEY_NOT_EXIST, name);
            } else {
                call.answer(KvStatus.OK, answer -> {
                    answer.putText(",\"k\":");
                    JsonOutput.string(answer, key);
                    answer.putText(",\"ttl\":" + seconds(call, entry));
                });
            }
        }));
    }

    private static String seconds(KvCall call, Entry entry) {
        if (!entry.expires()) {
            return "null";
        }
        long millis = Math.max(call.keyspace().deadlines().left(entry.deadline()), 0);
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
