package io.fusioncache.server.net.order;

import io.fusioncache.server.query.statement.StoreAhead;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Has one message read on the {@link QueryPool} while the rest of it is on its way. No thread waits for the client: a
 * job reads the chunks that are there, and the next chunk makes the next job. Chunks are added by one thread, the
 * network thread of the connection.
 */
public final class EarlyReading implements AutoCloseable {
    private final QueryPool.Lane lane;
    private final StoreAhead ahead;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition chunkRead = lock.newCondition();
    private final ArrayDeque<byte[]> unread = new ArrayDeque<>();
    private boolean hasJob;
    private boolean reading;
    private boolean closed;

    /**
     * A reading that begins with the first chunk.
     *
     * @param lane the place of the connection
     * @param ahead what reads; closed with this object
     */
    public EarlyReading(QueryPool.Lane lane, StoreAhead ahead) {
        this.lane = lane;
        this.ahead = ahead;
    }

    /** Takes the next chunk of the message, which must not be changed any more. Never waits. */
    public void add(byte[] chunk) {
        lock.lock();
        try {
            unread.add(chunk);
            if (hasJob) {
                return;
            }
            hasJob = true;
        } finally {
            lock.unlock();
        }
        lane.read(waited -> readAll());
    }

    private void readAll() {
        for (byte[] chunk = next(); chunk != null; chunk = next()) {
            try {
                ahead.read(chunk);
            } finally {
                ended();
            }
        }
    }

    /** The next chunk; null when there is none for now, and the job ends. */
    private byte @Nullable [] next() {
        lock.lock();
        try {
            byte[] chunk = unread.poll();
            reading = chunk != null;
            hasJob = reading;
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** The chunk is read. */
    private void ended() {
        lock.lock();
        try {
            reading = false;
            if (closed) {
                ahead.close();
            }
            chunkRead.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the reading. What is not read by now never will be; waits for the chunk that is being read, a few
     * milliseconds at most.
     */
    public StoreAhead end() {
        lock.lock();
        try {
            unread.clear();
            while (reading) {
                chunkRead.awaitUninterruptibly();
            }
            return ahead;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what was read. Never waits; calling it again does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            unread.clear();
            if (!reading) {
                ahead.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
