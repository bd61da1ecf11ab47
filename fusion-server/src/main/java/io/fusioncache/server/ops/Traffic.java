package io.fusioncache.server.ops;

import io.fusioncache.server.command.NetworkFigures;
import io.fusioncache.server.query.QueryOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what passes through one interface. Safe for use by any number of threads; counting costs a few nanoseconds.
 */
public final class Traffic {
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder connectionsRefused = new LongAdder();
    private final LongAdder connectionsStalled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final Map<QueryOutcome, LongAdder> outcomes = new EnumMap<>(QueryOutcome.class);

    public Traffic() {
        for (QueryOutcome outcome : QueryOutcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    /** A connection was opened. */
    public void connectionOpened() {
        opened.increment();
    }

    /** A connection was closed. */
    public void connectionClosed() {
        closed.increment();
    }

    /** A connection was turned away. */
    public void connectionRefused() {
        connectionsRefused.increment();
    }

    /** A connection was closed because its client did not read its answers. */
    public void connectionStalled() {
        connectionsStalled.increment();
    }

    /** A message was turned away without being looked into. */
    public void messageRefused() {
        refused.increment();
    }

    /** Bytes of messages came. */
    public void received(long bytes) {
        bytesIn.add(bytes);
    }

    /** Bytes of answers were handed to the network. */
    public void answered(long bytes) {
        bytesOut.add(bytes);
    }

    /**
     * A message was run.
     *
     * @param tookNanos from its last byte to its answer, in nanoseconds
     */
    public void ran(QueryOutcome outcome, long tookNanos) {
        count(outcome, 1);
        took(tookNanos);
    }

    /** Messages were run; how long that took is told to {@link #took}. */
    public void count(QueryOutcome outcome, long messages) {
        LongAdder counter = outcomes.get(outcome);
        if (counter != null) {
            counter.add(messages);
        }
    }

    /** Running messages took so long, in nanoseconds. */
    public void took(long tookNanos) {
        nanos.add(tookNanos);
    }

    /** Connections opened so far. */
    public long connectionsTotal() {
        return opened.sum();
    }

    /** Connections open now. */
    public long connectionsOpen() {
        return opened.sum() - closed.sum();
    }

    /** Connections turned away so far. */
    public long connectionsRefusedTotal() {
        return connectionsRefused.sum();
    }

    /** Connections closed so far because their clients did not read their answers. */
    public long connectionsStalledTotal() {
        return connectionsStalled.sum();
    }

    /** What {@code INFO} shows of this interface. */
    public NetworkFigures figures() {
        return new NetworkFigures(
                connectionsTotal(),
                connectionsRefusedTotal(),
                connectionsStalledTotal(),
                bytesInTotal(),
                bytesOutTotal());
    }

    /** Messages turned away so far. */
    public long refusedTotal() {
        return refused.sum();
    }

    /** Bytes of messages so far. */
    public long bytesInTotal() {
        return bytesIn.sum();
    }

    /** Bytes of answers so far. */
    public long bytesOutTotal() {
        return bytesOut.sum();
    }

    /** Messages run so far that ended so. */
    public long ranTotal(QueryOutcome outcome) {
        LongAdder counter = outcomes.get(outcome);
        return counter == null ? 0 : counter.sum();
    }

    /** Messages run so far. */
    public long ranTotal() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Nanoseconds that all messages run so far took together. */
    public long nanosTotal() {
        return nanos.sum();
    }
}
