package io.fusioncache.server.engine.object;

/**
 * Looks at the slots of an open-addressing table that many entries are about to go to, in a loop of nothing else. In a
 * table larger than the processor's caches each of them is a wait for memory; here the waits overlap, and the entering
 * that follows finds the slots in the cache. Java has no other way to ask for that.
 */
final class SlotTouch {
    /** Where the result goes, so that the looking is not left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private long seen;

    /** Looks at the slot where each hash begins. O(count). */
    void touch(long[] slots, int[] hashes, int count) {
        int mask = slots.length - 1;
        long all = 0;
        for (int i = 0; i < count; i++) {
            all |= slots[hashes[i] & mask];
        }
        keep(all);
    }

    /** Takes what was looked at elsewhere. */
    void keep(long all) {
        seen |= all;
    }
}
