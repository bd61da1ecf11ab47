package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.KeyspaceClock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on when it is told to. */
final class TestClock implements KeyspaceClock {
    private final AtomicLong millis = new AtomicLong(1_000_000);

    void advance(long by) {
        millis.addAndGet(by);
    }

    @Override
    public long millis() {
        return millis.get();
    }

    @Override
    public long unixMillis() {
        return 1_700_000_000_000L + millis.get();
    }
}
