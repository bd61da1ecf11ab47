package io.fusioncache.server.net.order;

import io.fusioncache.server.net.Pin;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the messages of one connection their turns.
 *
 * <p>Messages take effect in the order in which they came, yet reads overtake slow ones. Both hold because of what a
 * turn is. A message's turn comes when every message before it has had its turn and no write is running. A
 * <em>read</em>, at its turn, only takes a snapshot; from then on it sees what was written before it and nothing after,
 * whenever it gets a thread, so the next message's turn comes at once. A <em>write</em>, at its turn, runs; the turns
 * of all later messages wait until it has ended and its answer is queued. So a read after a write sees it, a read
 * before a write does not, writes run one after the other and their answers keep their order, and the answers of reads
 * go out as they are ready.
 *
 * <pre>
 *   received   R1  R2  W1  R3  W2          W1 need not wait for R1 and R2: they have their pins
 *   turns      |R1 R2 W1........|R3 W2.....|
 *   running     R1--------------------
 *               R2---
 *                  W1-----------
 *                               R3----
 *                                  W2------
 * </pre>
 *
 * <p>No turn comes while the client does not take its answers: what it asked for by then would pile up however little
 * is read from it.
 *
 * <p>A short message whose turn has come when it is received runs right there, on the network thread. Everything else
 * runs on the {@link QueryPool}. Messages are given by one thread, the network thread of the connection; turns may come
 * on any.
 */
public final class MessageOrder {
    private final QueryPool.Lane lane;
    private final Supplier<? extends @Nullable Pin> pins;
    private final BooleanSupplier mayBegin;
    private final Runnable whenLess;

    private final ArrayDeque<Message> waiting = new ArrayDeque<>(0);
    private boolean writing;
    private int underWay;
    private long bytesUnderWay;

    /**
     * Makes the order of one connection.
     *
     * @param lane where its messages run
     * @param pins the newest state of the data
     * @param mayBegin false while no further turn is to come, because the client does not take its answers; whoever
     *     makes it true again calls {@link #goOn}
     * @param whenLess called, on any thread, after a message has ended
     */
    public MessageOrder(
            QueryPool.Lane lane, Supplier<? extends @Nullable Pin> pins, BooleanSupplier mayBegin, Runnable whenLess) {
        this.mayBegin = mayBegin;
        this.lane = lane;
        this.pins = pins;
        this.whenLess = whenLess;
    }

    /** Takes a message; runs it here when it is short and its turn has come. */
    public void accept(Message message) {
        synchronized (this) {
            underWay++;
            bytesUnderWay += message.bytes();
            if (writing || !waiting.isEmpty() || !mayBegin.getAsBoolean()) {
                waiting.add(message);
                return;
            }
            if (!message.isShort()) {
                turn(message, false);
                return;
            }
        }
        runRead(message, null, false);
    }

    /** Gives turns to messages that waited, as far as they may come now. */
    public void goOn() {
        synchronized (this) {
            giveTurns();
        }
    }

    /** The caller holds the lock. */
    private void giveTurns() {
        while (!writing && !waiting.isEmpty() && mayBegin.getAsBoolean()) {
            turn(waiting.remove(), true);
        }
    }

    /** Messages that have come and not ended. */
    public synchronized int underWay() {
        return underWay;
    }

    /** What they take in memory, in bytes. */
    public synchronized long bytesUnderWay() {
        return bytesUnderWay;
    }

    /** The caller holds the lock: turns must come in order. */
    private void turn(Message message, boolean hadToWait) {
        if (message.weight().isWrite()) {
            writing = true;
            lane.write(late -> runWrite(message, hadToWait || late));
        } else {
            Pin pin = pins.get();
            lane.read(late -> runRead(message, pin, hadToWait || late));
        }
    }

    private void runRead(Message message, @Nullable Pin pin, boolean waited) {
        try {
            message.run(pin, waited);
        } finally {
            if (pin != null && !message.keepsPin()) {
                pin.close();
            }
            synchronized (this) {
                ended(message);
            }
            whenLess.run();
        }
    }

    private void runWrite(Message message, boolean waited) {
        try {
            message.run(null, waited);
        } finally {
            synchronized (this) {
                ended(message);
                writing = false;
                giveTurns();
            }
            whenLess.run();
        }
    }

    private void ended(Message message) {
        underWay--;
        bytesUnderWay -= message.bytes();
    }
}
