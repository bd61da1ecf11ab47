package io.fusioncache.server.net.channel;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * The answers of one connection on their way out. Any thread may send; what the socket takes at once is written by that
 * thread, the rest waits here and goes out, in order, when the socket is ready. While a network thread works on what it
 * has read it corks the outbox, so that many small answers leave in one write.
 *
 * <p>What waits is charged to the account: whoever sends passes on what the answer was charged already, the rest is
 * charged here, and all of it is returned when the last byte has gone.
 */
public final class Outbox {
    /** Beyond it the operating system gains nothing, and the temporary copies of heap buffers grow. */
    private static final int BUFFERS_PER_WRITE = 32;

    /**
     * What one connection is sent at a time, in bytes: a client that reads as fast as it is written to must neither
     * keep the network thread from the others nor the lock from whoever looks how much waits.
     */
    private static final int BYTES_PER_TURN = 256 * 1024;

    /** An answer up to this length is put behind others when many wait, in bytes. */
    private static final int SHORT = 1024;

    /** Answers that wait from which on more of them are gathered. */
    private static final int MANY = 4;

    /** Short answers in one buffer, in bytes. */
    private static final int GATHERED = 16 * 1024;

    /** A buffer beside its array, with its share of what holds it. */
    private static final int BUFFER_BYTES = 96;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamConnection connection;
    private final ConduitStreamSinkChannel sink;
    private final MemoryAccount account;
    private final Runnable whenLess;
    private final ArrayDeque<Parcel> parcels = new ArrayDeque<>(4);
    private final ByteBuffer[] gathered = new ByteBuffer[BUFFERS_PER_WRITE];
    private long unsent;
    private long sent;
    /** Changed under the lock; read without, since whoever gives messages their turns asks often. */
    private final AtomicLong held = new AtomicLong();

    private int corks;
    private boolean finishing;
    private boolean closing;
    private boolean closed;

    /** What is to be done to the connection when bytes were written. */
    private enum End {
        NONE,
        OF_STREAM,
        OF_CONNECTION;
    }

    /** @param charged what the account holds for it */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Parcel(ByteBuffer[] buffers, long charged) {
        boolean isStarted() {
            return buffers[0].position() > 0 || !buffers[0].hasRemaining();
        }

        boolean isGone() {
            return !buffers[buffers.length - 1].hasRemaining();
        }

        /** True when it gathers short answers and has room for one more. */
        boolean hasRoom(int bytes) {
            return buffers.length == 1 && buffers[0].capacity() == GATHERED && GATHERED - buffers[0].limit() >= bytes;
        }

        void append(ByteBuffer[] more, int bytes) {
            ByteBuffer all = buffers[0];
            int at = all.limit();
            all.limit(at + bytes);
            for (ByteBuffer part : more) {
                all.put(at, part, part.position(), part.remaining());
                at += part.remaining();
            }
        }
    }

    /**
     * Makes the outbox of a connection.
     *
     * @param whenLess called, on the network thread, when some of what waited has gone
     */
    public Outbox(StreamConnection connection, MemoryAccount account, Runnable whenLess) {
        this.connection = connection;
        this.sink = connection.getSinkChannel();
        this.account = account;
        this.whenLess = whenLess;
        sink.getWriteSetter().set(channel -> writable());
        sink.getCloseSetter().set(channel -> dropAll());
    }

    /**
     * Sends bytes; in pieces of several calls they stay in order, and each call's bytes stay together.
     *
     * @param buffers what to send; theirs from now on to this object, and the last of them is not empty
     * @param charged what the account was charged for them; returned when they are gone
     */
    public void send(ByteBuffer[] buffers, long charged) {
        End end = End.NONE;
        synchronized (this) {
            if (closed || finishing) {
                account.release(charged);
                return;
            }
            long length = lengthOf(buffers);
            boolean waits = corks > 0 || sink.isWriteResumed();
            if (waits && length <= SHORT && parcels.size() >= MANY) {
                account.release(charged);
                gatherShort(buffers, (int) length);
            } else {
                // An answer's first chunk is not charged while it is written; that it waits is no longer negligible.
                add(new Parcel(buffers, charged + charge(heldBy(buffers) - charged)), length);
            }
            if (!waits) {
                end = flush();
            }
        }
        carryOut(end);
    }

    /**
     * Puts a short answer behind others in one buffer. Each in buffers of its own, answers of a few bytes would take a
     * hundred times their length, and more writes.
     */
    private void gatherShort(ByteBuffer[] buffers, int length) {
        Parcel last = parcels.peekLast();
        if (last == null || !last.hasRoom(length)) {
            last = new Parcel(new ByteBuffer[] {ByteBuffer.allocate(GATHERED).limit(0)}, charge(GATHERED));
            add(last, 0);
        }
        last.append(buffers, length);
        unsent += length;
    }

    private long charge(long bytes) {
        long more = Math.max(0, bytes);
        account.charge(more);
        return more;
    }

    private void add(Parcel parcel, long length) {
        parcels.add(parcel);
        unsent += length;
        held.addAndGet(parcel.charged());
    }

    private static long heldBy(ByteBuffer[] buffers) {
        long bytes = 0;
        for (ByteBuffer buffer : buffers) {
            bytes += BUFFER_BYTES + buffer.capacity();
        }
        return bytes;
    }

    /** Holds back what is sent until {@link #uncork}. */
    public synchronized void cork() {
        corks++;
    }

    /** Lets go what was held back. */
    public void uncork() {
        End end = End.NONE;
        synchronized (this) {
            corks--;
            if (corks == 0 && !sink.isWriteResumed()) {
                end = flush();
            }
        }
        carryOut(end);
    }

    /** Bytes that wait. */
    public synchronized long unsent() {
        return unsent;
    }

    /** The same; as much as can be once nothing more is taken, for what waited may have been left out then. */
    public synchronized long unsentWhileOpen() {
        return closed || finishing ? Long.MAX_VALUE : unsent;
    }

    /** What the bytes that wait take in memory, in bytes. */
    public long held() {
        return held.get();
    }

    /** Bytes that the socket has taken so far. */
    public synchronized long sent() {
        return sent;
    }

    /**
     * Sends last bytes and then ends the stream. What waits and has not begun to go out can be left out first.
     *
     * @param dropWaiting true to drop what has not begun
     * @param thenClose true to end the whole connection then, because nothing more comes from the other side
     */
    public void finish(ByteBuffer last, boolean dropWaiting, boolean thenClose) {
        End end = End.NONE;
        synchronized (this) {
            if (closed || finishing) {
                return;
            }
            if (dropWaiting) {
                dropWaiting();
            }
            add(new Parcel(new ByteBuffer[] {last}, 0), last.remaining());
            finishing = true;
            closing = thenClose;
            if (corks == 0 && !sink.isWriteResumed()) {
                end = flush();
            }
        }
        carryOut(end);
    }

    /** Leaves out what has not begun to go out. */
    private void dropWaiting() {
        Parcel first = parcels.peek();
        boolean keepFirst = first != null && first.isStarted();
        if (keepFirst) {
            parcels.remove();
        }
        releaseAll();
        if (keepFirst) {
            add(first, lengthOf(first.buffers()));
        }
    }

    private static long lengthOf(ByteBuffer[] buffers) {
        long length = 0;
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        return length;
    }

    private void writable() {
        End end;
        synchronized (this) {
            end = flush();
        }
        carryOut(end);
        whenLess.run();
    }

    /**
     * Writes what the socket takes, or a turn's worth of it; the caller holds the lock.
     *
     * @return what {@link #carryOut} has to do once the caller holds it no more
     */
    private End flush() {
        long turnEnd = sent + BYTES_PER_TURN;
        try {
            while (!parcels.isEmpty() && sent < turnEnd) {
                int count = gather();
                long written;
                try {
                    written = sink.write(gathered, 0, count);
                } finally {
                    // Kept here, answers that have gone would take two megabytes of each connection that ever had a
                    // long one.
                    Arrays.fill(gathered, 0, count, NOTHING);
                }
                if (written == 0) {
                    sink.resumeWrites();
                    return End.NONE;
                }
                unsent -= written;
                sent += written;
                removeGone();
            }
            if (!parcels.isEmpty()) {
                sink.resumeWrites();
                return End.NONE;
            }
            sink.suspendWrites();
            return finishing ? End.OF_STREAM : End.NONE;
        } catch (IOException e) {
            // The client is gone; so is everything that was meant for it.
            return End.OF_CONNECTION;
        }
    }

    /**
     * Ends the stream or the connection. Without the lock: those who hear of a connection's end have locks of their
     * own, under which others send.
     */
    private void carryOut(End end) {
        boolean close = end == End.OF_CONNECTION;
        if (end == End.OF_STREAM) {
            try {
                sink.shutdownWrites();
                sink.flush();
                close = closing;
            } catch (IOException e) {
                close = true;
            }
        }
        if (close) {
            IoUtils.safeClose(connection);
        }
    }

    private int gather() {
        int count = 0;
        for (Parcel parcel : parcels) {
            for (ByteBuffer buffer : parcel.buffers()) {
                if (buffer.hasRemaining()) {
                    gathered[count++] = buffer;
                    if (count == BUFFERS_PER_WRITE) {
                        return count;
                    }
                }
            }
        }
        return count;
    }

    private void removeGone() {
        Parcel first = parcels.peek();
        while (first != null && first.isGone()) {
            parcels.remove();
            account.release(first.charged());
            held.addAndGet(-first.charged());
            first = parcels.peek();
        }
    }

    private synchronized void dropAll() {
        closed = true;
        releaseAll();
    }

    private void releaseAll() {
        parcels.forEach(parcel -> account.release(parcel.charged()));
        parcels.clear();
        unsent = 0;
        held.set(0);
    }
}
