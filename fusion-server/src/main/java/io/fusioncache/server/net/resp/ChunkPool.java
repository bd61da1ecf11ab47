package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of one size that replies are written into, so that a connection holds one only while a reply waits in it.
 * Used by one thread.
 */
final class ChunkPool {
    /** Size of a buffer, in bytes. */
    static final int CHUNK_BYTES = 16 * 1024;

    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private final int most;

    /**
     * A pool without any buffer yet.
     *
     * @param most the number of unused buffers it keeps; none for replies written by a thread that has no pool
     */
    ChunkPool(int most) {
        this.most = most;
    }

    /** An empty buffer: outside the heap if it will come back, so that sending from it copies nothing. */
    ByteBuffer take() {
        ByteBuffer chunk = free.pollLast();
        if (chunk != null) {
            return chunk;
        }
        return most > 0 ? ByteBuffer.allocateDirect(CHUNK_BYTES) : ByteBuffer.allocate(CHUNK_BYTES);
    }

    /** Takes a buffer back that nobody uses any more; any other kind of buffer is left to the collector. */
    void give(ByteBuffer chunk) {
        if (chunk.isDirect() && free.size() < most) {
            free.addLast(chunk.clear());
        }
    }
}
