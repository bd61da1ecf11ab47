package io.fusioncache.server.net.order;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.net.Pin;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an answer that is sent in parts. Each part is written on the {@link QueryPool} when the network asks for
 * it, so that a client that takes its time occupies no thread; in between it occupies a part's memory and its view of
 * the data. A server that stops waits for it. Safe for use by any number of threads.
 */
public final class LongAnswer {
    private final QueryPool pool;
    private final QueryPool.Lane lane;
    private final AnswerBuffer buffer;
    private final AnswerParts rest;
    private final @Nullable Pin pin;
    /** Parts that were handed over and are not known to be gone, the first of them first. */
    private final ArrayDeque<AnswerBuffer> onTheirWay = new ArrayDeque<>();

    private boolean writing;
    private boolean closed;
    private boolean released;

    /**
     * An answer whose beginning is written.
     *
     * @param lane the place of its connection
     * @param buffer where the rest is written; empty
     * @param pin what it reads, closed with it
     */
    public LongAnswer(QueryPool pool, QueryPool.Lane lane, AnswerBuffer buffer, AnswerParts rest, @Nullable Pin pin) {
        this.pool = pool;
        this.lane = lane;
        this.buffer = buffer;
        this.rest = rest;
        this.pin = pin;
        pool.begin();
    }

    /**
     * Writes the next part when a thread is free. Nothing comes of it when the answer is closed before. Call it when
     * the former part has been taken by its receiver.
     *
     * @param unsent how many of the last bytes that were handed over may still be read by others; the memory of the
     *     parts before them is written to again
     * @param then takes the part and whether it is the last, on that thread
     * @param failed is told what went wrong, on that thread; there will be no further part
     */
    public void next(long unsent, PartReceiver then, Consumer<RuntimeException> failed) {
        synchronized (this) {
            if (closed || writing) {
                return;
            }
            writing = true;
            reuseGone(unsent);
        }
        lane.read(waited -> write(then, failed));
    }

    private void reuseGone(long unsent) {
        long behind = 0;
        for (AnswerBuffer part : onTheirWay) {
            behind += part.length();
        }
        while (!onTheirWay.isEmpty()) {
            behind -= onTheirWay.getFirst().length();
            if (behind < unsent) {
                return;
            }
            buffer.reuse(onTheirWay.removeFirst());
        }
    }

    /** Takes a part. */
    @FunctionalInterface
    public interface PartReceiver {
        /** Takes a part; it is the receiver's to return what was charged for it. */
        void accept(AnswerBuffer part, boolean last);
    }

    private void write(PartReceiver then, Consumer<RuntimeException> failed) {
        AnswerBuffer part = null;
        boolean last = false;
        RuntimeException failure = null;
        if (!isClosed()) {
            try {
                rest.write();
                part = buffer.split();
                last = !rest.hasMore();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        boolean dropped;
        synchronized (this) {
            writing = false;
            dropped = closed;
            if (part != null && !dropped) {
                onTheirWay.add(part);
            }
            closed |= last || failure != null;
        }
        release();
        if (failure != null) {
            failed.accept(failure);
        } else if (part != null && dropped) {
            part.clear();
        } else if (part != null) {
            then.accept(part, last);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Gives up what is not written yet. Calling it again, or after the last part, does nothing. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        release();
    }

    /** Once closed, and not while a part is being written. */
    private void release() {
        synchronized (this) {
            if (!closed || writing || released) {
                return;
            }
            released = true;
        }
        rest.close();
        if (pin != null) {
            pin.close();
        }
        pool.end();
    }
}
