package io.fusioncache.server.engine.keyspace;

/** Several keys while they are locked together. Not to be kept. */
public interface EntryGroup {
    /** The place of one of the keys as it is now; opened again it shows what was done to it meanwhile. */
    EntrySlot open(byte[] key);

    /** As {@link #open(byte[])}, given {@link Keyspace#hash} of the key. */
    EntrySlot open(byte[] key, int hash);

    /** Tells that a key with that hash has got a watcher, who hears of its changes from now on. O(1). */
    void watch(int hash);

    /**
     * Reads what {@link #watch} reads first, so that it is in the processor's cache then.
     *
     * @return a number made of what was read; whoever keeps it keeps the compiler from leaving the read out
     */
    int touch(int hash);
}
