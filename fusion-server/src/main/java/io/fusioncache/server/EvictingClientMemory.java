package io.fusioncache.server;

import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.net.resp.ClientMemory;

/** Charges clients' buffers to the account of a key space, which evicts keys for them as its policy says. */
public final class EvictingClientMemory implements ClientMemory {
    private final Keyspace keyspace;

    /** For the clients of that key space. */
    public EvictingClientMemory(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Override
    public boolean reserve(long bytes) {
        return keyspace.tryCharge(bytes);
    }

    @Override
    public void release(long bytes) {
        keyspace.account().release(bytes);
    }

    @Override
    public long limit() {
        return keyspace.account().limit();
    }
}
