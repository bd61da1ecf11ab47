package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryLimitException;

/**
 * Room for large results that are not kept, from when they are made until the read they are made for is over. Small
 * ones are gone before they matter.
 */
final class LargeResults implements AutoCloseable {
    /** A result longer than this needs room, in bytes. */
    private static final int LARGE = 1 << 20;

    private final Keyspace keyspace;
    private long charged;

    LargeResults(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /**
     * Charges a result if it is large, evicting keys if the policy says so.
     *
     * @throws MemoryLimitException when there is no room
     */
    void charge(long memory) {
        if (memory > LARGE) {
            if (!keyspace.tryCharge(memory)) {
                throw new MemoryLimitException();
            }
            charged += memory;
        }
    }

    @Override
    public void close() {
        keyspace.account().release(charged);
    }
}
