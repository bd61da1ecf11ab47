package io.fusioncache.server.engine.keyspace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts changes of several keys at once as they begin and end. A reader of several keys that finds as many ended as
 * begun before it reads, and none begun since when it is done, has seen no half of any.
 */
final class TogetherMarks {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    void begin() {
        begun.incrementAndGet();
    }

    void end() {
        ended.incrementAndGet();
    }

    long begun() {
        return begun.get();
    }

    long ended() {
        return ended.get();
    }
}
