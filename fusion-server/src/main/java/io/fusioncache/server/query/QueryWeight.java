package io.fusioncache.server.query;

/** How a message has to be run, told from its first few bytes. */
public enum QueryWeight {
    /** A read of a few objects by OID: cheaper to answer where it was received than to hand on. */
    SHORT_READ,
    /** Any other read, and every text whose query can't be known: to be run off the network thread, in any order. */
    READ,
    /**
     * A command so short that it may run where it was received, but for that in the order of writes: what came before
     * it has taken effect, and what comes after it waits.
     */
    SHORT_WRITE,
    /** A write: to be run off the network thread, one after the other for each connection. */
    WRITE;

    /** True for what may run where it was received, when its turn has come. */
    public boolean isShort() {
        return this == SHORT_READ || this == SHORT_WRITE;
    }

    /** True for what runs alone among the messages of its connection. */
    public boolean isWrite() {
        return this == SHORT_WRITE || this == WRITE;
    }
}
