package io.fusioncache.server.engine.keyspace;

/** Several keys while they are locked together. Not to be kept. */
@FunctionalInterface
public interface EntryGroup {
    /** The place of one of the keys as it is now; opened again it shows what was done to it meanwhile. */
    EntrySlot open(byte[] key);
}
