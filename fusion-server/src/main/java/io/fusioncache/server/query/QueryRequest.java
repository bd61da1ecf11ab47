package io.fusioncache.server.query;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.statement.StoreAhead;
import org.jspecify.annotations.Nullable;

/**
 * A query at its turn.
 *
 * @param message the text, whole
 * @param source where it came from
 * @param snapshot what a read query reads, so that it does not see writes sent after it; null takes the newest. Stays
 *     the caller's to close
 * @param receivedNanos when the last byte was there, on the processor's clock, in nanoseconds
 * @param queued true when it had to wait for its turn
 * @param queuedNanos how long it waited
 * @param ahead what was read of it before it was whole, or null; stays the caller's to close
 */
public record QueryRequest(
        MessageBytes message,
        QuerySource source,
        @Nullable Snapshot snapshot,
        long receivedNanos,
        boolean queued,
        long queuedNanos,
        @Nullable StoreAhead ahead) {

    /** A query of which nothing was read yet. */
    public QueryRequest(
            MessageBytes message,
            QuerySource source,
            @Nullable Snapshot snapshot,
            long receivedNanos,
            boolean queued,
            long queuedNanos) {
        this(message, source, snapshot, receivedNanos, queued, queuedNanos, null);
    }
}
