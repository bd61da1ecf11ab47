package io.fusioncache.server.engine.keyspace;

/** Why a key changed or vanished. */
public enum ChangeReason {
    /** A command wrote it or its time to live. */
    WRITTEN,
    /** A command removed it. */
    REMOVED,
    /** Its time was over. */
    EXPIRED,
    /** Its memory was needed. */
    EVICTED,
    /** All keys were removed at once. */
    CLEARED
}
