package io.fusioncache.server.engine.object;

import io.fusioncache.server.engine.memory.MemoryAccount;

/** What one class holds. Never refuses: a write asks before it begins. Used under the store's lock. */
final class ClassMemory implements Ledger {
    private final MemoryAccount account;
    private long held;

    ClassMemory(MemoryAccount account) {
        this.account = account;
    }

    @Override
    public void charge(long bytes) {
        held += bytes;
        account.charge(bytes);
    }

    @Override
    public void release(long bytes) {
        held -= bytes;
        account.release(bytes);
    }

    /** Takes over bytes that someone else has charged to the account. */
    void adopt(long bytes) {
        held += bytes;
    }

    /** What the class holds, in bytes. */
    long held() {
        return held;
    }

    /** Gives everything back: the class is gone. */
    void releaseAll() {
        release(held);
    }
}
