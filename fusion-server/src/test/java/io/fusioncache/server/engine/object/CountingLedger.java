package io.fusioncache.server.engine.object;

/** Keeps the sum. */
final class CountingLedger implements Ledger {
    long held;

    @Override
    public void charge(long bytes) {
        held += bytes;
    }

    @Override
    public void release(long bytes) {
        held -= bytes;
    }
}
