package io.fusioncache.server.engine.keyspace;

import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves on; its wall clock can be set back without the other noticing. */
public final class VirtualClock implements KeyspaceClock {
    private final AtomicLong millis = new AtomicLong(1_000);
    private final AtomicLong wallOffset = new AtomicLong(1_700_000_000_000L);

    /** Lets time pass. */
    public void advance(long passed) {
        millis.addAndGet(passed);
    }

    /** Sets the wall clock on or back. */
    public void jump(long jumped) {
        wallOffset.addAndGet(jumped);
    }

    @Override
    public long millis() {
        return millis.get();
    }

    @Override
    public long unixMillis() {
        return millis.get() + wallOffset.get();
    }
}
