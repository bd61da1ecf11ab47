package io.fusioncache.server.query;

/** How a message has to be run, told from its first few bytes. */
public enum QueryWeight {
    /** A read of a few objects by OID: cheaper to answer where it was received than to hand on. */
    SHORT_READ,
    /** Any other read, and every text whose query can't be known: to be run off the network thread, in any order. */
    READ,
    /** A write: to be run off the network thread, one after the other for each connection. */
    WRITE
}
