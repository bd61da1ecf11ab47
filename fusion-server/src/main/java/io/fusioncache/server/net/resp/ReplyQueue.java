package io.fusioncache.server.net.resp;

import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Replies that wait to be sent to one client. Small ones are written one behind the other into chunks; arrays from
 * {@link #REFERENCE_FROM} bytes on are not copied but referred to until they are sent.
 *
 * <p>What waits is charged once it is more than a small allowance. Past the hard limit the queue takes nothing any
 * longer and says so ({@link #isOverflown()}): what it holds is no whole reply then, and the client must be closed.
 * Used by one thread at a time.
 */
final class ReplyQueue {
    /** Length from which an array is referred to, in bytes. */
    static final int REFERENCE_FROM = 16 * 1024;

    private static final int FREE_BYTES = 16 * 1024;
    /** Length up to which a reply is taken even if there is no memory, since the error instead would take some too. */
    private static final int SHORT_REPLY = 64 * 1024;

    private static final int RESERVE_STEP = 64 * 1024;
    private static final int LARGEST_WRITE = 128 * 1024;
    private static final int MOST_AT_ONCE = 16;

    private final ChunkPool pool;
    private final ClientMemory memory;
    private final long hardLimit;
    private final Deque<ByteBuffer> ready = new ArrayDeque<>(4);
    private @Nullable ByteBuffer chunk;
    private long readyBytes;
    private long reserved;
    private boolean overflown;
    private boolean tight;
    private long markedBytes;
    private int markedReady;
    private int markedPosition;

    /**
     * An empty queue.
     *
     * @param hardLimit the most bytes that may wait
     */
    ReplyQueue(ChunkPool pool, ClientMemory memory, long hardLimit) {
        this.pool = pool;
        this.memory = memory;
        this.hardLimit = hardLimit;
    }

    /**
     * A chunk with room for that many bytes, to write them straight into.
     *
     * @param bytes at most a chunk
     * @throws MemoryLimitException when the server has no room for more of this reply; never for a short one
     */
    ByteBuffer room(int bytes) {
        ByteBuffer current = chunk;
        if (current != null && current.remaining() >= bytes) {
            return current;
        }
        return nextChunk();
    }

    private ByteBuffer nextChunk() {
        if (overflown || bytes() > hardLimit) {
            overflown = true;
            // Nothing of it will be sent: the rest of the reply is written over the last chunk again and again.
            ByteBuffer scratch = chunk == null ? pool.take() : chunk.clear();
            chunk = scratch;
            return scratch;
        }
        reserve(ChunkPool.CHUNK_BYTES);
        seal();
        ByteBuffer taken = pool.take();
        chunk = taken;
        return taken;
    }

    /**
     * Appends an array that nobody changes any more.
     *
     * @throws MemoryLimitException when the server has no room for more of this reply
     */
    void put(byte[] bytes) {
        if (bytes.length >= REFERENCE_FROM) {
            refer(bytes);
            return;
        }
        int from = 0;
        while (from < bytes.length) {
            ByteBuffer current = room(1);
            int part = Math.min(bytes.length - from, current.remaining());
            current.put(bytes, from, part);
            from += part;
        }
    }

    private void refer(byte[] bytes) {
        if (overflown || bytes() + bytes.length > hardLimit) {
            overflown = true;
            return;
        }
        reserve(bytes.length);
        seal();
        ready.addLast(ByteBuffer.wrap(bytes));
        readyBytes += bytes.length;
    }

    private void reserve(int bytes) {
        long missing = bytes() + bytes - FREE_BYTES - reserved;
        if (missing <= 0) {
            return;
        }
        long step = Math.max(missing, RESERVE_STEP);
        if (memory.reserve(step)) {
            reserved += step;
            return;
        }
        tight = true;
        if (bytes() + bytes - markedBytes > SHORT_REPLY) {
            throw new MemoryLimitException();
        }
    }

    /** Moves the chunk that is being written to those that are ready. */
    private void seal() {
        ByteBuffer current = chunk;
        if (current != null) {
            chunk = null;
            if (current.position() == 0) {
                pool.give(current);
            } else {
                readyBytes += current.position();
                ready.addLast(current.flip());
            }
        }
    }

    /** Notes where the next reply begins. */
    void mark() {
        markedBytes = bytes();
        markedReady = ready.size();
        markedPosition = chunk == null ? 0 : chunk.position();
    }

    /** Forgets what was appended since {@link #mark()}; nothing may have been sent since. */
    void discard() {
        while (ready.size() > markedReady + 1) {
            dropLast();
        }
        if (ready.size() > markedReady) {
            dropChunk();
            ByteBuffer marked = ready.removeLast();
            readyBytes -= marked.remaining();
            if (markedPosition > 0) {
                chunk = marked.limit(marked.capacity()).position(markedPosition);
            } else {
                pool.give(marked);
            }
        } else if (chunk != null) {
            chunk.position(markedPosition);
        }
        overflown = false;
        settle();
    }

    private void dropLast() {
        ByteBuffer last = ready.removeLast();
        readyBytes -= last.remaining();
        pool.give(last);
    }

    private void dropChunk() {
        ByteBuffer current = chunk;
        if (current != null) {
            chunk = null;
            pool.give(current);
        }
    }

    /** Bytes that wait. */
    long bytes() {
        return readyBytes + (chunk == null ? 0 : chunk.position());
    }

    /** Buffers that wait. */
    int buffers() {
        return ready.size() + (chunk == null ? 0 : 1);
    }

    /** True when the hard limit was passed. */
    boolean isOverflown() {
        return overflown;
    }

    /** True when memory was refused for what waits: short replies are still taken, but should soon be no more. */
    boolean isTight() {
        return tight;
    }

    /** Takes over what waits in another queue, which must not be used any longer. */
    void append(ReplyQueue other) {
        seal();
        other.seal();
        ready.addAll(other.ready);
        readyBytes += other.readyBytes;
        reserved += other.reserved;
        tight |= other.tight;
        overflown |= other.overflown || bytes() > hardLimit;
    }

    /**
     * Sends what can be sent without waiting.
     *
     * @return bytes sent
     */
    long writeTo(GatheringByteChannel channel) throws IOException {
        seal();
        long sent = 0;
        while (!ready.isEmpty()) {
            long wanted =
                    ready.size() == 1 || !ready.getFirst().isDirect() ? writeFirst(channel) : writeSeveral(channel);
            sent += Math.abs(wanted);
            if (wanted <= 0) {
                break;
            }
        }
        settle();
        return sent;
    }

    /** Sends from the first buffer; the result is negative, or 0, when the channel did not take all it was given. */
    private long writeFirst(GatheringByteChannel channel) throws IOException {
        ByteBuffer first = ready.getFirst();
        int end = first.limit();
        // The platform copies a buffer of the heap as a whole before it sends from it: give it a part at a time.
        int offered = first.isDirect() ? first.remaining() : Math.min(first.remaining(), LARGEST_WRITE);
        first.limit(first.position() + offered);
        int written;
        try {
            written = channel.write(first);
        } finally {
            first.limit(end);
        }
        return sent(written, offered);
    }

    private long writeSeveral(GatheringByteChannel channel) throws IOException {
        ByteBuffer[] several = new ByteBuffer[Math.min(ready.size(), MOST_AT_ONCE)];
        int count = 0;
        long offered = 0;
        for (ByteBuffer buffer : ready) {
            if (count == several.length || !buffer.isDirect()) {
                break;
            }
            several[count++] = buffer;
            offered += buffer.remaining();
        }
        return sent(channel.write(several, 0, count), offered);
    }

    private long sent(long written, long offered) {
        readyBytes -= written;
        while (!ready.isEmpty() && !ready.getFirst().hasRemaining()) {
            pool.give(ready.removeFirst());
        }
        return written == offered ? written : -written;
    }

    /** Gives back what is no longer needed of the reservation. */
    private void settle() {
        long needed = Math.max(0, bytes() - FREE_BYTES);
        tight = tight && needed > 0;
        if (reserved > 0 && (needed == 0 || reserved - needed > RESERVE_STEP)) {
            memory.release(reserved - needed);
            reserved = needed;
        }
    }

    /** Forgets everything and gives all memory back. */
    void close() {
        seal();
        while (!ready.isEmpty()) {
            dropLast();
        }
        settle();
    }
}
