package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.channel.Outbox;
import io.fusioncache.server.net.order.LongAnswer;
import io.fusioncache.server.ops.Traffic;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one connection in the order in which they go out. A long answer goes out as one message of several
 * frames; each is written when the client has taken the one before, and all other answers wait behind the last, since
 * frames of two messages must not be mixed (RFC 6455, 5.4). Safe for use by any number of threads.
 */
final class AnswerQueue {
    /** The next part of a long answer is written while this much of the last has still to go out. */
    private static final int LOW_WATER = 256 * 1024;

    /** What a short answer takes beside its bytes while it waits. */
    private static final int ANSWER_BYTES = 128;

    private final Outbox outbox;
    private final MemoryAccount account;
    private final Compression compression;
    private final Traffic traffic;
    private final Runnable whenLess;
    private final Consumer<RuntimeException> failed;

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(0);
    private final List<Runnable> whenDone = new ArrayList<>(0);
    private @Nullable LongAnswer open;
    /** A part of it was asked for and is not in the outbox yet; the one after it would overtake it. */
    private boolean partAsked;
    /** Changed under the lock, read without. */
    private final AtomicLong waitingBytes = new AtomicLong();

    private boolean closed;

    /** @param rest what follows; null for an answer that is whole */
    private record Waiting(AnswerBuffer answer, @Nullable LongAnswer rest) {}

    /**
     * Makes the queue of a connection.
     *
     * @param account charged for what waits behind a long answer
     * @param whenLess called, on the thread that wrote it, when the last part of a long answer was sent
     * @param failed told why a long answer can't be ended
     */
    AnswerQueue(
            Outbox outbox,
            MemoryAccount account,
            Compression compression,
            Traffic traffic,
            Runnable whenLess,
            Consumer<RuntimeException> failed) {
        this.outbox = outbox;
        this.account = account;
        this.compression = compression;
        this.traffic = traffic;
        this.whenLess = whenLess;
        this.failed = failed;
    }

    /** Sends an answer that is whole. */
    void send(AnswerBuffer answer) {
        add(new Waiting(answer, null));
    }

    /** Sends an answer of which only the beginning is written. */
    void send(AnswerBuffer first, LongAnswer rest) {
        add(new Waiting(first, rest));
        advance();
    }

    private void add(Waiting next) {
        synchronized (this) {
            if (closed) {
                drop(next);
            } else if (open != null) {
                next.answer().trim();
                account.charge(uncharged(next));
                waiting.add(next);
                waitingBytes.addAndGet(bytes(next));
            } else {
                start(next);
            }
        }
    }

    private static long bytes(Waiting next) {
        return next.answer().length() + ANSWER_BYTES;
    }

    /** What the answer was not charged while it was written, which was too short to matter then. */
    private static long uncharged(Waiting next) {
        return Math.max(0, bytes(next) - next.answer().charged());
    }

    /** The caller holds the lock, and no long answer is open. */
    private void start(Waiting next) {
        traffic.answered(next.answer().length());
        if (next.rest() == null) {
            outbox.send(compression.frame(next.answer()), next.answer().charged());
        } else {
            open = next.rest();
            sendFrame(Frames.firstHeader(next.answer().length()), next.answer());
        }
    }

    private void sendFrame(ByteBuffer header, AnswerBuffer part) {
        outbox.send(Frames.frame(header, part), part.charged());
    }

    /** Has the next part of the open answer written, once the client has taken most of what was sent. */
    void advance() {
        LongAnswer current;
        synchronized (this) {
            current = open;
            if (current == null || partAsked || outbox.unsent() > LOW_WATER) {
                return;
            }
            partAsked = true;
        }
        current.next(outbox.unsentWhileOpen(), this::part, failed);
    }

    private void part(AnswerBuffer part, boolean last) {
        List<Runnable> done = List.of();
        synchronized (this) {
            if (closed) {
                part.clear();
                return;
            }
            traffic.answered(part.length());
            sendFrame(Frames.nextHeader(part.length(), last), part);
            partAsked = false;
            if (last) {
                open = null;
                while (open == null && !waiting.isEmpty()) {
                    Waiting next = waiting.remove();
                    waitingBytes.addAndGet(-bytes(next));
                    account.release(uncharged(next));
                    start(next);
                }
                if (open == null) {
                    done = List.copyOf(whenDone);
                    whenDone.clear();
                }
            }
        }
        done.forEach(Runnable::run);
        advance();
        if (last) {
            whenLess.run();
        }
    }

    /** True while the frames of a long answer are going out. */
    synchronized boolean isOpen() {
        return open != null;
    }

    /** Bytes of answers that wait for the end of a long one. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Runs a task when every answer given so far is in the outbox: now, or on the thread that writes the last part. */
    void whenDone(Runnable task) {
        synchronized (this) {
            if (open != null) {
                whenDone.add(task);
                return;
            }
        }
        task.run();
    }

    /** The connection is gone. */
    void close() {
        LongAnswer current;
        synchronized (this) {
            closed = true;
            current = open;
            open = null;
            waiting.forEach(next -> {
                account.release(uncharged(next));
                drop(next);
            });
            waiting.clear();
            waitingBytes.set(0);
            whenDone.clear();
        }
        if (current != null) {
            current.close();
        }
    }

    private static void drop(Waiting unsent) {
        unsent.answer().clear();
        if (unsent.rest() != null) {
            unsent.rest().close();
        }
    }
}
