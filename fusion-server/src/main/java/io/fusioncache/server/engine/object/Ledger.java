package io.fusioncache.server.engine.object;

/** Where a structure tells how many bytes it takes and gives up. */
interface Ledger {

    /** Adds bytes that are taken; a ledger that may refuse raises 1900. */
    void charge(long bytes);

    /** Gives back bytes that were charged. */
    void release(long bytes);
}
