package io.fusioncache.server.engine.keyspace;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import org.jspecify.annotations.Nullable;

/**
 * Charges memory before it is taken, and makes room for it: first by what can be given back without loss, then by
 * evicting keys as the policy says.
 */
final class Room {
    private final Segments segments;
    private final MemoryAccount account;
    private final SharedState shared;
    private final Evictor evictor;
    private volatile EvictionPolicy policy;
    private volatile @Nullable Reclaimable reclaimable;

    Room(Segments segments, MemoryAccount account, SharedState shared, Evictor evictor, EvictionPolicy policy) {
        this.segments = segments;
        this.account = account;
        this.shared = shared;
        this.evictor = evictor;
        this.policy = policy;
    }

    EvictionPolicy policy() {
        return policy;
    }

    void policy(EvictionPolicy newPolicy) {
        policy = newPolicy;
    }

    /** Who is asked for memory before a key is evicted; null for nobody. */
    void reclaimable(@Nullable Reclaimable newReclaimable) {
        reclaimable = newReclaimable;
    }

    /**
     * Charges what a new value of a key can need beyond the old one, and returns how much that is.
     *
     * @throws MemoryLimitException when that can't be done; then nothing is charged
     */
    long reserveValue(byte[] key, int hashed, long valueLength) {
        long wanted = Entry.mostMemory(key.length, valueLength);
        if (!account.tryCharge(wanted)) {
            Entry before = segments.find(key, hashed);
            wanted = Math.max(0, wanted - (before == null ? 0 : before.memory()));
            reserve(wanted, Integer.toUnsignedLong(hashed));
        }
        return wanted;
    }

    /**
     * Charges the bytes, evicting as many keys as that takes.
     *
     * @param spared the hash of the key they are for, or -1
     * @throws MemoryLimitException when that can't be done; then nothing is charged
     */
    void reserve(long wanted, long spared) {
        reserve(wanted, spared, 0);
    }

    /**
     * As {@link #reserve(long, long)}.
     *
     * @param kept bytes of keys that stay in any case: what would not fit beside them is refused before a key goes
     */
    void reserve(long wanted, long spared, long kept) {
        while (!account.tryCharge(wanted)) {
            if (!isWithinReach(wanted + kept) || !evictOne(spared)) {
                throw new MemoryLimitException();
            }
        }
    }

    /** False when so many bytes are not free though nothing but what others charge were left. */
    private boolean isWithinReach(long wanted) {
        Reclaimable first = reclaimable;
        long others = account.used() - segments.bytes() - (first == null ? 0 : first.reclaimableBytes());
        return wanted + Math.max(others, 0) <= account.limit();
    }

    /** Frees some memory while the account is above its limit; false when there is nothing to do or nothing to free. */
    boolean shrink() {
        return account.used() > account.limit() && evictOne(-1);
    }

    /** Frees some memory, by evicting one key if it must be; false when there is none that may go. */
    private boolean evictOne(long spared) {
        Reclaimable first = reclaimable;
        if (first != null && first.reclaim()) {
            return true;
        }
        if (policy == EvictionPolicy.NOEVICTION) {
            return false;
        }
        Entry victim = evictor.choose(policy, shared.seconds(), spared);
        if (victim == null) {
            return false;
        }
        Segment segment = segments.of(victim.hash());
        segment.lock();
        try {
            if (segment.holds(victim)) {
                boolean past = shared.deadlines().isPast(victim.deadline());
                segment.remove(victim, past ? ChangeReason.EXPIRED : ChangeReason.EVICTED);
            }
        } finally {
            segments.unlock(segment, 0);
        }
        return true;
    }
}
