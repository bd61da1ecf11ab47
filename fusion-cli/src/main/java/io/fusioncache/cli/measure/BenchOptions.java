package io.fusioncache.cli.measure;

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
        int writes) {}
