package io.fusioncache.server.net.resp;

import io.fusioncache.server.net.EndOfRound;
import java.nio.ByteBuffer;

/** What the connections of one network thread share, since only one of them is served at a time. */
final class IoThreadBuffers {
    private static final int READ_BYTES = 64 * 1024;
    private static final int MOST_UNUSED_CHUNKS = 64;

    private final ByteBuffer input = ByteBuffer.allocate(READ_BYTES);
    private final ChunkPool chunks = new ChunkPool(MOST_UNUSED_CHUNKS);
    private final LookAhead lookAhead = new LookAhead();
    private final EndOfRound endOfRound = new EndOfRound();

    /**
     * Where bytes are read to; used up before the next connection is served. On the heap, where parsing is quickest.
     */
    ByteBuffer input() {
        return input;
    }

    /** Chunks for replies. */
    ChunkPool chunks() {
        return chunks;
    }

    /** Commands that were cut out of the input and have not run. */
    LookAhead lookAhead() {
        return lookAhead;
    }

    /** Where replies of commands wait. */
    EndOfRound endOfRound() {
        return endOfRound;
    }
}
