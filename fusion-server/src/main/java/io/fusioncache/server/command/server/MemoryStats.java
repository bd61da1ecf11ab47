package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Keyspace;

/** {@code MEMORY STATS}: names as in Redis where they mean the same. */
public final class MemoryStats extends Command {
    /** The command. */
    public MemoryStats() {
        super("MEMORY STATS");
    }

    @Override
    public void run(Invocation call) {
        Keyspace keyspace = call.keyspace();
        long used = keyspace.account().used();
        long keys = keyspace.size();
        long bytes = keyspace.bytes();
        Runtime runtime = Runtime.getRuntime();
        call.reply().map(7);
        line(call, "total.allocated", used);
        line(call, "dataset.bytes", bytes);
        line(call, "other.bytes", Math.max(used - bytes, 0));
        line(call, "keys.count", keys);
        line(call, "keys.bytes-per-key", keys == 0 ? 0 : bytes / keys);
        line(call, "maxmemory", keyspace.account().limit());
        line(call, "heap.used", runtime.totalMemory() - runtime.freeMemory());
    }

    private static void line(Invocation call, String name, long value) {
        call.reply().bulk(name);
        call.reply().integer(value);
    }
}
