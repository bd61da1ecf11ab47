package io.fusioncache.server.engine.composite;

import java.util.List;

/**
 * What is known about a composite.
 *
 * @param fragments the keys of its fragments, in the order declared
 * @param missing those that don't exist now
 * @param isClean true when a result is kept that the next read would get
 * @param cachedBytes bytes of the results that are kept
 * @param compositions how often it was composed
 * @param hits how often a kept result was read; approximate while several clients read at the same time
 */
public record CompositeInfo(
        List<byte[]> fragments, List<byte[]> missing, boolean isClean, long cachedBytes, long compositions, long hits) {
    /** {@code clean} or {@code dirty}. */
    public String state() {
        return isClean ? "clean" : "dirty";
    }
}
