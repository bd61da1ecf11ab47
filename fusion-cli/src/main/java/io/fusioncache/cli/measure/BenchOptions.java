package io.fusioncache.cli.measure;

import org.jspecify.annotations.Nullable;

/**
 * What load is made.
 *
 * @param language what the requests are written in
 * @param connections open at the same time
 * @param threads that serve them
 * @param requests that are measured
 * @param warmUp requests before those
 * @param pipeline requests under way on each connection
 * @param size bytes of a value
 * @param keys different keys or objects
 * @param reads share of the requests that read, for so many that write
 * @param writes share of the requests that write
 * @param query the one request that is sent instead of reads and writes of keys, or null
 */
public record BenchOptions(
        BenchLanguage language,
        int connections,
        int threads,
        int requests,
        int warmUp,
        int pipeline,
        int size,
        int keys,
        int reads,
        int writes,
        @Nullable String query) {

    /** True when answers come in any order and say which request they belong to. */
    boolean isLabelled() {
        return query == null && language.isLabelled();
    }
}
