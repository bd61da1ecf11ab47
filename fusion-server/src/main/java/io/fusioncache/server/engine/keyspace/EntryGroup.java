package io.fusioncache.server.engine.keyspace;

/** Several keys while they are locked together. Not to be kept. */
public interface EntryGroup {
    /** The place of one of the keys as it is now; opened again it shows what was done to it meanwhile. */
    EntrySlot open(byte[] key);

    /** As {@link #open(byte[])}, given {@link Keyspace#hash} of the key. */
    EntrySlot open(byte[] key, int hash);
}
