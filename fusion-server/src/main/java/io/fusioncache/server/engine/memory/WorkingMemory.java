package io.fusioncache.server.engine.memory;

/**
 * What one command holds while it runs beside what it stores and what it answers: lists of keys, copies, texts taken
 * apart. Charged before it is taken, so that many such commands at once are refused rather than end the server; given
 * back as a whole when the command is over. The first {@value #FREE_BYTES} bytes are free, so ordinary commands never
 * touch the account. Used by one thread at a time.
 */
public final class WorkingMemory implements AutoCloseable {
    /** What a command may hold without asking, in bytes. */
    static final int FREE_BYTES = 64 * 1024;

    /** What is charged at a time, in bytes, so that a list of a million keys does not ask a million times. */
    private static final int STEP = 64 * 1024;

    private static final int MOST_SURPLUS = 1 << 20;

    /** A reference, in the list, in the one that it grows out of, and beside it when it is sorted. */
    private static final int PLACE_BYTES = 16;

    private final MemoryAccount account;
    private long taken;
    private long charged;

    /** Nothing taken yet. */
    public WorkingMemory(MemoryAccount account) {
        this.account = account;
    }

    /** What a list takes for one more key: its place while the list grows, and the key, which others may remove. */
    public static long listed(byte[] key) {
        return PLACE_BYTES + HeapArrays.bytes(key.length);
    }

    /**
     * Asks for bytes that are about to be taken. Keys may be evicted for them.
     *
     * @param bytes not negative
     * @throws MemoryLimitException when there is no room; nothing is charged for them then
     */
    public void take(long bytes) {
        long missing = taken + bytes - FREE_BYTES - charged;
        if (missing > 0) {
            long step = Math.max(missing, STEP);
            if (!account.tryChargeEvicting(step)) {
                throw new MemoryLimitException();
            }
            charged += step;
        }
        taken += bytes;
    }

    /** Holds, and gives back in the end, what somebody else has charged the account for; in bytes. */
    public void adopt(long bytes) {
        charged += bytes;
        taken += bytes;
    }

    /** What is taken now, for {@link #backTo}. */
    public long taken() {
        return taken;
    }

    /** Says that what was asked for since then is held no longer. */
    public void backTo(long before) {
        giveBack(taken - before);
    }

    /**
     * Says that bytes which were asked for are held no longer. A few stay charged, for those that are asked for next.
     */
    public void giveBack(long bytes) {
        taken -= bytes;
        long surplus = charged - Math.max(0, taken - FREE_BYTES);
        if (surplus > MOST_SURPLUS) {
            account.release(surplus);
            charged -= surplus;
        }
    }

    /** Gives everything back. */
    @Override
    public void close() {
        account.release(charged);
        charged = 0;
        taken = 0;
    }
}
