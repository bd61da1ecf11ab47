package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonOutput;
import io.fusioncache.server.engine.keyspace.CompositeEntry;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code KV_FIND}: walks the whole key space; composites have no value to be found by. */
final class FindKeys extends KvCommand {
    /** Text of two bytes a character, while it grows and within the text around it. */
    private static final long COPIES_TO_COMPARE = 8;

    FindKeys() {
        super("KV_FIND");
    }

    @Override
    void run(KvCall call) {
        for (KvField field : call.request().fields()) {
            call.memory().take(comparing(field.value().bytes()));
        }
        FindQuery query = FindQuery.parse(call.request().fields());
        List<byte[]> keys = new ArrayList<>();
        call.keyspace().forEach(entry -> {
            if (!(entry instanceof CompositeEntry) && matches(query, entry, call.memory())) {
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

    private static boolean matches(FindQuery query, Entry entry, WorkingMemory memory) {
        if (query.canonical() == null || !entry.isLarge()) {
            return query.matches(entry);
        }
        long taken = comparing(entry.value());
        memory.take(taken);
        boolean matches = query.matches(entry);
        memory.giveBack(taken);
        return matches;
    }

    /** What it takes to bring an array or an object into the form in which it is compared, in bytes. */
    private static long comparing(byte[] json) {
        return JsonContainer.memory(json) + COPIES_TO_COMPARE * json.length;
    }
}
