package io.fusioncache.server.config;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ServerSettings;

/**
 * Sizes that a configuration leaves to the machine.
 *
 * @param ioThreads threads that serve the network
 * @param queryThreads threads that run queries
 * @param memoryBytes what may be charged to the memory account
 */
public record Sizing(int ioThreads, int queryThreads, long memoryBytes) {
    private static final int LEAST_QUERY_THREADS = 4;

    /**
     * The other half is left to the queries, to the collector and to clients on the same machine. With one thread for
     * each of two processors, {@code redis-benchmark} beside the server got a fifth less done
     * ({@code docs/benchmarks.md}).
     */
    private static final int PROCESSORS_PER_IO_THREAD = 2;

    /** The sizes for the processors and the heap that this process has. */
    public static Sizing of(Configuration configuration) {
        Runtime runtime = Runtime.getRuntime();
        return of(configuration, runtime.availableProcessors(), runtime.maxMemory());
    }

    /**
     * The sizes for a machine.
     *
     * @param heap the largest that the heap may become, in bytes
     */
    static Sizing of(Configuration configuration, int processors, long heap) {
        int io = configuration.get(ServerSettings.IO_THREADS);
        int query = configuration.get(ServerSettings.QUERY_THREADS);
        return new Sizing(
                io > 0 ? io : Math.max(1, processors / PROCESSORS_PER_IO_THREAD),
                query > 0 ? query : Math.max(LEAST_QUERY_THREADS, 2 * processors),
                configuration.get(ServerSettings.MEMORY_MAX).of(heap));
    }
}
