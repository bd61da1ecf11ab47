package io.fusioncache.server.engine.keyspace;

import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which key goes. A few entries are drawn at random and the worst of them goes: with sixteen the choice is
 * close to that of a full order, which would have to be kept up to date at every read.
 */
final class Evictor {
    private static final int SAMPLES = 16;

    private final Segment[] segments;
    private final IntSupplier random;

    Evictor(Segment[] segments, IntSupplier random) {
        this.segments = segments;
        this.random = random;
    }

    /**
     * The entry to go.
     *
     * @param spared the hash of a key that must not go, or -1 for none
     * @return null when there is none that may go
     */
    @Nullable
    Entry choose(EvictionPolicy policy, int nowSeconds, long spared) {
        ToIntFunction<Segment> candidates = policy.isOnlyExpiring() ? Segment::expiring : Segment::evictable;
        Predicate<Entry> candidate = entry -> mayGo(entry, policy.isOnlyExpiring(), spared);
        Entry worst = null;
        long worstScore = Long.MIN_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            Entry entry = draw(candidates, candidate);
            if (entry == null) {
                break;
            }
            long score = score(entry, policy, nowSeconds);
            if (worst == null || score > worstScore) {
                worst = entry;
                worstScore = score;
            }
        }
        return worst;
    }

    /**
     * A random entry of those that suit.
     *
     * @param count says how many entries of a segment may suit; where that is none it is not searched
     * @return null when there is none in the whole key space
     */
    @Nullable
    Entry draw(ToIntFunction<Segment> count, Predicate<Entry> suits) {
        int start = random.getAsInt() >>> (32 - Segment.SELECTOR_BITS);
        for (int i = 0; i < segments.length; i++) {
            Segment segment = segments[start + i & segments.length - 1];
            if (count.applyAsInt(segment) == 0) {
                continue;
            }
            Entry entry = segment.sample(random.getAsInt(), suits);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private static boolean mayGo(Entry entry, boolean onlyExpiring, long spared) {
        return !(entry instanceof CompositeEntry)
                && (!onlyExpiring || entry.expires())
                && (spared < 0 || Integer.toUnsignedLong(entry.hash()) != spared);
    }

    private static long score(Entry entry, EvictionPolicy policy, int nowSeconds) {
        if (policy == EvictionPolicy.VOLATILE_TTL) {
            return -entry.deadline();
        }
        long idle = UseRecord.idleSeconds(entry.use(), nowSeconds);
        return policy.isFrequency() ? idle - ((long) UseRecord.frequency(entry.use(), nowSeconds) << 32) : idle;
    }
}
