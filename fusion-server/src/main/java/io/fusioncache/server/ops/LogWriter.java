package io.fusioncache.server.ops;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines to a stream on a thread of its own, so that whoever reads the stream slowly, or not at all, holds up
 * nobody who logs. A bounded number of lines waits; what comes beyond is dropped and counted, and the count is written
 * when the stream takes lines again. Safe for use by any number of threads.
 */
final class LogWriter implements LineSink {
    /** Lines that may wait. */
    static final int MOST_WAITING = 1000;

    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream stream;
    private final LongFunction<String> notice;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition done = lock.newCondition();
    /** The first of them is being written. */
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    private long dropped;

    /**
     * A writer that has not begun.
     *
     * @param notice the line that says how many lines were dropped
     */
    LogWriter(PrintStream stream, LongFunction<String> notice) {
        this.stream = stream;
        this.notice = notice;
    }

    /**
     * Begins to write, for as long as the process lives.
     *
     * @param tick called about once a second, on the thread that writes; may {@link #add}
     */
    void start(Runnable tick) {
        Thread.ofPlatform().name("fusion-log").daemon(true).start(() -> write(tick));
    }

    /** Takes a line, or counts it as dropped. Never waits but for another thread's few instructions. */
    @Override
    public void add(String line) {
        lock.lock();
        try {
            if (waiting.size() >= MOST_WAITING) {
                dropped++;
            } else {
                waiting.add(line);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean drain(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!waiting.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = done.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void write(Runnable tick) {
        long tickAt = System.nanoTime() + TICK_NANOS;
        while (true) {
            String line = next(tickAt);
            if (line != null) {
                stream.println(line);
                stream.flush();
                written();
            }
            if (System.nanoTime() - tickAt >= 0) {
                tick.run();
                tickAt = System.nanoTime() + TICK_NANOS;
            }
        }
    }

    /** The line to be written, which stays in the queue meanwhile; null when there is none until the time is up. */
    private @Nullable String next(long until) {
        lock.lock();
        try {
            long left = until - System.nanoTime();
            while (waiting.isEmpty() && left > 0) {
                left = work.awaitNanos(left);
            }
            return waiting.peek();
        } catch (InterruptedException nobodyDoesThat) {
            return waiting.peek();
        } finally {
            lock.unlock();
        }
    }

    private void written() {
        lock.lock();
        try {
            waiting.remove();
            if (dropped > 0) {
                waiting.addFirst(notice.apply(dropped));
                dropped = 0;
            }
            if (waiting.isEmpty()) {
                done.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
