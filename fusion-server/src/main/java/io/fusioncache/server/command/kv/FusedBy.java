package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import java.util.List;

/** {@code KV_FUSED_BY}: the composites that list a fragment, sorted. */
final class FusedBy extends KvCommand {
    FusedBy() {
        super("KV_FUSED_BY");
    }

    @Override
    void run(KvCall call) {
        call.forKeys(name -> call.forKey(name, key -> {
            call.memory().take(call.services().composites().usersBytes(key));
            List<byte[]> users = call.services().composites().usersOf(key);
            call.answer(KvStatus.OK, answer -> {
                answer.putText(",\"k\":");
                JsonOutput.string(answer, key);
                answer.putText(",\"composites\":");
                JsonOutput.strings(answer, users);
            });
        }));
    }
}
