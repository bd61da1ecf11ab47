package io.fusioncache.server.engine.object;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.WorkingMemory;

/** What a batch holds before it is stored. It charges the account in steps, and refuses when it may not. */
final class BatchMemory implements Ledger {
    private static final long SMALLEST_STEP = 1024;
    private static final long LARGEST_STEP = 1 << 20;

    private final MemoryAccount account;
    private final Runnable reclaim;
    private long used;
    private long charged;

    /** @param reclaim gives back what deleted objects still hold; tried once before anything is refused */
    BatchMemory(MemoryAccount account, Runnable reclaim) {
        this.account = account;
        this.reclaim = reclaim;
    }

    @Override
    public void charge(long bytes) {
        if (used + bytes > charged) {
            long least = used + bytes - charged;
            long step = Math.max(least, Math.clamp(used / 8, SMALLEST_STEP, LARGEST_STEP));
            if (!account.tryCharge(step)) {
                reclaim.run();
                step = least;
                if (!account.tryChargeEvicting(step)) {
                    throw refused(account);
                }
            }
            charged += step;
        }
        used += bytes;
    }

    @Override
    public void release(long bytes) {
        used -= bytes;
        long surplus = charged - Math.max(0, used);
        if (surplus > 2 * LARGEST_STEP) {
            account.release(surplus);
            charged -= surplus;
        }
    }

    /** Hands bytes that are charged over to a class. */
    void handOver(long bytes, ClassMemory memory) {
        used -= bytes;
        charged -= bytes;
        memory.adopt(bytes);
    }

    /** Hands over what is left of the charge. */
    void handOver(WorkingMemory memory) {
        memory.adopt(charged);
        charged = 0;
        used = 0;
    }

    /** Returns what is left of the charge. */
    void close() {
        account.release(charged);
        charged = 0;
        used = 0;
    }

    static FqlException refused(MemoryAccount account) {
        return new FqlException(
                FqlError.MEMORY_LIMIT,
                "memory",
                "The memory limit of " + account.limit()
                        + " bytes would be passed; delete objects or raise the limit.");
    }
}
