package io.fusioncache.server.engine.keyspace;

/** What became of a renaming. */
public enum Renaming {
    /** The key has its new name. */
    DONE,
    /** There was no such key. */
    ABSENT,
    /** The new name was taken, and was not to be overwritten. */
    TAKEN
}
