package io.fusioncache.server.net;

import java.nio.ByteBuffer;

/**
 * A buffer for each network thread to read into, so that a connection which is silent takes none. What is read must be
 * dealt with, or copied, before the thread turns to the next connection.
 */
public final class ReadBuffers {
    private final ThreadLocal<ByteBuffer> buffers;

    /**
     * Makes buffers as threads ask for them.
     *
     * @param size of each, in bytes
     */
    public ReadBuffers(int size) {
        buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(size));
    }

    /** The calling thread's buffer, cleared. */
    public ByteBuffer get() {
        return buffers.get().clear();
    }
}
