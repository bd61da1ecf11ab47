package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.CompositeEntry;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code KV_FIND}: walks the whole key space; composites have no value to be found by. */
final class FindKeys extends KvCommand {
    FindKeys() {
        super("KV_FIND");
    }

    @Override
    void run(KvCall call) {
        FindQuery query = FindQuery.parse(call.request().fields());
        List<byte[]> keys = new ArrayList<>();
        call.keyspace().forEach(entry -> {
            if (!(entry instanceof CompositeEntry) && query.matches(entry)) {
                call.memory().take(WorkingMemory.listed(entry.key()));
                keys.add(entry.key());
            }
        });
        keys.sort(Arrays::compareUnsigned);
        call.answer(KvStatus.OK, answer -> {
            answer.putText(",\"k\":");
            JsonOutput.strings(answer, keys);
        });
    }
}
