package io.fusioncache.server.net.order;

import io.fusioncache.server.net.InFlight;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run queries, shared fairly between connections.
 *
 * <p>Each connection has a {@link Lane}. Threads take one query from each lane in turn, so a connection with a thousand
 * queries waiting does not hold up one with a single query. One lane's reads occupy at most half of the threads, so
 * slow queries of one connection leave room for the others'; and writes of all lanes together occupy at most half,
 * because they mostly wait for each other.
 */
public final class QueryPool {
    private static final Logger LOG = System.getLogger(QueryPool.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final InFlight busy = new InFlight();
    private final ArrayDeque<Lane> ready = new ArrayDeque<>();
    /** Lanes whose next write waits for a write of another lane to end. */
    private final ArrayDeque<Lane> heldBack = new ArrayDeque<>();

    private final List<Thread> threads = new ArrayList<>();
    private final int share;
    private int idle;
    private int waiting;
    private int writesRunning;
    private boolean closed;

    /** What runs on the pool. */
    @FunctionalInterface
    public interface Job {
        /**
         * Runs it.
         *
         * @param waited true when no thread was free for it at once
         */
        void run(boolean waited);
    }

    private record Entry(Job job, boolean write, boolean waited) {}

    /**
     * Starts the threads.
     *
     * @param size how many, at least one
     */
    public QueryPool(int size) {
        share = Math.max(1, size / 2);
        for (int i = 1; i <= size; i++) {
            threads.add(
                    Thread.ofPlatform().name("fusion-query-" + i).daemon(true).start(this::work));
        }
    }

    /** A connection's place in the pool. Costs nothing while it has no query. */
    public final class Lane {
        private final ArrayDeque<Entry> reads = new ArrayDeque<>(0);
        private final ArrayDeque<Entry> writes = new ArrayDeque<>(0);
        private int readsRunning;
        private boolean listed;
        private boolean held;

        /** Runs a read when a thread is free for it. After the pool is closed it never runs. */
        public void read(Job job) {
            submit(this, job, false);
        }

        /** Runs a write when a thread is free for it. After the pool is closed it never runs. */
        public void write(Job job) {
            submit(this, job, true);
        }

        private boolean canRead() {
            return !reads.isEmpty() && readsRunning < share;
        }

        private boolean canWrite() {
            return !writes.isEmpty() && writesRunning < share;
        }
    }

    /** A place for a new connection. */
    public Lane newLane() {
        return new Lane();
    }

    /** Threads of the pool. */
    public int size() {
        return threads.size();
    }

    /** Queries that wait for a thread. */
    public int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Something outside the pool has begun that {@link #awaitQuiet} is to wait for, such as an answer in parts. */
    void begin() {
        busy.begin();
    }

    /** What {@link #begin()} told of has ended. */
    void end() {
        busy.end();
    }

    /**
     * Waits until nothing runs and nothing waits.
     *
     * @param nanos how long at most, in nanoseconds
     * @return false when the time was up before
     */
    public boolean awaitQuiet(long nanos) throws InterruptedException {
        return busy.awaitNone(nanos);
    }

    private void submit(Lane lane, Job job, boolean write) {
        busy.begin();
        lock.lock();
        try {
            (write ? lane.writes : lane.reads).add(new Entry(job, write, waiting >= idle));
            waiting++;
            list(lane);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void list(Lane lane) {
        if (!lane.listed && (lane.canWrite() || lane.canRead())) {
            lane.listed = true;
            ready.add(lane);
        }
        if (!lane.held && !lane.writes.isEmpty() && !lane.canWrite()) {
            lane.held = true;
            heldBack.add(lane);
        }
    }

    private void listHeldBack() {
        for (int i = heldBack.size(); i > 0; i--) {
            Lane lane = heldBack.remove();
            lane.held = false;
            list(lane);
        }
    }

    private void work() {
        while (true) {
            Lane lane;
            Entry entry;
            lock.lock();
            try {
                idle++;
                while (true) {
                    if (closed) {
                        return;
                    }
                    lane = ready.poll();
                    if (lane == null) {
                        work.awaitUninterruptibly();
                        continue;
                    }
                    entry = take(lane);
                    if (entry != null) {
                        break;
                    }
                }
                idle--;
                waiting--;
            } finally {
                lock.unlock();
            }
            run(lane, entry);
        }
    }

    /** The lane's next query that may run now, or null. Lists the lane again when it has more. */
    private @Nullable Entry take(Lane lane) {
        lane.listed = false;
        Entry entry = null;
        if (lane.canWrite()) {
            entry = lane.writes.remove();
            writesRunning++;
        } else if (lane.canRead()) {
            entry = lane.reads.remove();
            lane.readsRunning++;
        }
        list(lane);
        return entry;
    }

    private void run(Lane lane, Entry entry) {
        try {
            entry.job().run(entry.waited());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a query left its thread with an exception", e);
        } finally {
            lock.lock();
            try {
                if (entry.write()) {
                    writesRunning--;
                    listHeldBack();
                } else {
                    lane.readsRunning--;
                }
                list(lane);
                if (!ready.isEmpty()) {
                    work.signal();
                }
            } finally {
                lock.unlock();
            }
            busy.end();
        }
    }

    /**
     * Ends the threads; one that runs a query ends after it. What waits never runs. Waits for the threads.
     *
     * @param nanos how long to wait for them at most, in nanoseconds
     */
    public void close(long nanos) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
        long end = System.nanoTime() + nanos;
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
        }
    }
}
