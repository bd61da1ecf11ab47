package io.fusioncache.server.query;

import java.util.function.LongSupplier;

/** When the stages of one query began, on the processor's clock, in nanoseconds. */
final class Times {
    private final LongSupplier clock;
    private final boolean queued;
    private final long queuedNanos;
    private final long received;
    private final long begun;
    private long parsed;
    private long finished;

    /** The query begins now. */
    Times(QueryRequest request, LongSupplier clock) {
        this.clock = clock;
        queued = request.queued();
        queuedNanos = request.queuedNanos();
        received = request.receivedNanos();
        begun = clock.getAsLong();
    }

    /** The text is understood now. */
    void parsed() {
        parsed = clock.getAsLong();
    }

    /** The answer is written now. */
    Times finish() {
        finished = clock.getAsLong();
        return this;
    }

    boolean queued() {
        return queued;
    }

    long queuedNanos() {
        return queuedNanos;
    }

    long parseNanos() {
        return parsed - begun;
    }

    long executorNanos() {
        return finished - parsed;
    }

    long totalNanos() {
        return finished - received;
    }
}
