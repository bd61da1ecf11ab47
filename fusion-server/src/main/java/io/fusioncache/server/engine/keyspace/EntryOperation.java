package io.fusioncache.server.engine.keyspace;

/**
 * What is done to a key under its lock: nobody else changes it meanwhile. Must be short.
 *
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface EntryOperation<R> {
    /** Looks at the slot and may change it. An exception leaves the changes made so far and goes to the caller. */
    R apply(EntrySlot slot);
}
