package io.fusioncache.server.engine.keyspace;

import java.util.concurrent.atomic.LongAdder;

/** What has happened to keys so far. */
public final class KeyspaceCounters {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder evicted = new LongAdder();

    KeyspaceCounters() {}

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void gone(ChangeReason reason) {
        if (reason == ChangeReason.EXPIRED) {
            expired.increment();
        } else if (reason == ChangeReason.EVICTED) {
            evicted.increment();
        }
    }

    /** Reads that found their key. */
    public long hits() {
        return hits.sum();
    }

    /** Reads that did not. */
    public long misses() {
        return misses.sum();
    }

    /** Keys whose time was over. */
    public long expired() {
        return expired.sum();
    }

    /** Keys that made room. */
    public long evicted() {
        return evicted.sum();
    }

    /** Starts again at 0. */
    public void reset() {
        hits.reset();
        misses.reset();
        expired.reset();
        evicted.reset();
    }
}
