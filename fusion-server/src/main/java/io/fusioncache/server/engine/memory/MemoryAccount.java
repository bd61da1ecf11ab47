package io.fusioncache.server.engine.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * Counts, in bytes, what objects, indexes, keys, values and clients' buffers take, and refuses what would pass the
 * limit. Every structure charges before it takes and returns what it gives up; tests compare the account with a
 * recount. Safe for use by any number of threads; every call is O(1) and never waits.
 */
public final class MemoryAccount {
    private final AtomicLong used = new AtomicLong();
    private volatile LongPredicate evictor = bytes -> false;
    private volatile long limit;

    /**
     * An account without any charge yet.
     *
     * @param limit the most that may be charged, in bytes; positive
     */
    public MemoryAccount(long limit) {
        limit(limit);
    }

    /**
     * Charges the bytes when they fit below the limit.
     *
     * @return false when they would pass it; nothing is charged then
     */
    public boolean tryCharge(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative charge " + bytes);
        }
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /**
     * Charges the bytes when they fit below the limit, or when what may be given up for them makes room. For objects
     * and for clients' buffers: a cache that is full of keys, as it is meant to be, must still take a query.
     *
     * @return false when there is no room; nothing is charged then
     */
    public boolean tryChargeEvicting(long bytes) {
        return tryCharge(bytes) || evictor.test(bytes);
    }

    /**
     * Says how {@link #tryChargeEvicting} makes room.
     *
     * @param charging charges so many bytes after giving up something else, or returns false; asked by any thread
     */
    public void evictor(LongPredicate charging) {
        evictor = charging;
    }

    /** Charges the bytes whatever the limit says: for what is already taken and can't be refused. */
    public void charge(long bytes) {
        used.addAndGet(bytes);
    }

    /** Returns bytes that were charged. */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** What is charged now, in bytes. */
    public long used() {
        return used.get();
    }

    /** The most that may be charged, in bytes. */
    public long limit() {
        return limit;
    }

    /** Sets the limit; what is charged beyond a lower one stays charged. */
    public void limit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("limit " + bytes + " is not positive");
        }
        limit = bytes;
    }
}
