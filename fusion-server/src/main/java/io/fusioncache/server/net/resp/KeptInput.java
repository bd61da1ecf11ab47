package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;

/** Input of one client that was read but can't be run yet, with what was reserved for it. Used by one thread. */
final class KeptInput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ClientMemory memory;
    private ByteBuffer input = NOTHING;
    private long reserved;

    KeptInput(ClientMemory memory) {
        this.memory = memory;
    }

    /** Copies what is left of some input, at most a read buffer; nothing was kept before. */
    void keep(ByteBuffer rest) {
        if (rest.hasRemaining()) {
            // It is here already, so it is kept even without memory for it; nothing more is read meanwhile.
            if (memory.reserve(rest.remaining())) {
                reserved = rest.remaining();
            }
            input = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        }
    }

    /** What was kept, which is the caller's now. */
    ByteBuffer take() {
        ByteBuffer taken = input;
        forget();
        return taken;
    }

    boolean isEmpty() {
        return !input.hasRemaining();
    }

    /** Length in bytes. */
    int length() {
        return input.remaining();
    }

    /** Gives everything back. */
    void forget() {
        input = NOTHING;
        if (reserved > 0) {
            memory.release(reserved);
            reserved = 0;
        }
    }
}
