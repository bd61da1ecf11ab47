package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.Glob;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.List;

/** {@code KV_COMPOSITES}: all, or those whose key matches a glob pattern; sorted. */
final class ListComposites extends KvCommand {
    ListComposites() {
        super("KV_COMPOSITES");
    }

    @Override
    void run(KvCall call) {
        Glob glob = Glob.ALL;
        for (KvField field : call.request().fields()) {
            if (!field.name().equals("match")) {
                throw new KvFault(KvStatus.COMMAND_SYNTAX, "KV_COMPOSITES has no field " + field.name());
            }
            if (field.value().kind() != ValueKind.STRING) {
                throw new KvFault(KvStatus.VALUE_TYPE_INVALID, "match is a glob pattern such as page:*");
            }
            glob = new Glob(field.value().bytes());
        }
        call.memory().take(call.services().composites().listBytes());
        List<byte[]> keys = call.services().composites().list(glob::matches);
        call.answer(KvStatus.OK, answer -> {
            answer.putText(",\"k\":");
            JsonOutput.strings(answer, keys);
        });
    }
}
