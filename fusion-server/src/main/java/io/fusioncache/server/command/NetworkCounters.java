package io.fusioncache.server.command;

import java.util.concurrent.atomic.LongAdder;

/** What the listeners have seen, for {@code INFO}. Safe for use by any number of threads. */
public final class NetworkCounters {
    private final LongAdder rejected = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder overOutputLimit = new LongAdder();

    /** Counts a connection that was refused. */
    public void rejectedConnection() {
        rejected.increment();
    }

    /** Counts bytes that came in. */
    public void received(long bytes) {
        received.add(bytes);
    }

    /** Counts bytes that went out. */
    public void sent(long bytes) {
        sent.add(bytes);
    }

    /** Counts a client that was closed because it did not read its replies. */
    public void closedForOutput() {
        overOutputLimit.increment();
    }

    /** Connections that were refused. */
    public long rejectedConnections() {
        return rejected.sum();
    }

    /** Bytes that came in. */
    public long receivedBytes() {
        return received.sum();
    }

    /** Bytes that went out. */
    public long sentBytes() {
        return sent.sum();
    }

    /** Clients that were closed because they did not read their replies. */
    public long closedForOutputs() {
        return overOutputLimit.sum();
    }
}
