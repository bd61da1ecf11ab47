package io.fusioncache.server.engine.keyspace;

/** Keeps a key space in shape as time passes: the coarse clock, the memory limit, and expired keys nobody asks for. */
final class Sweeper {
    private final Segments segments;
    private final SharedState shared;
    private final Room room;
    private int next;

    Sweeper(Segments segments, SharedState shared, Room room) {
        this.segments = segments;
        this.shared = shared;
        this.room = room;
    }

    /** See {@link Keyspace#maintain}. */
    synchronized void maintain(long budgetMillis) {
        long began = shared.millis();
        shared.moveClockOn();
        while (room.shrink()) {
            if (shared.millis() - began >= budgetMillis) {
                return;
            }
        }
        Segment[] all = segments.all();
        for (int i = 0; i < all.length && shared.millis() - began < Math.max(budgetMillis, 1); i++) {
            expire(all[next], began);
            next = next + 1 & all.length - 1;
        }
    }

    /** Removes every key that is past its deadline now. */
    void expireDue() {
        long now = shared.millis();
        for (Segment segment : segments.all()) {
            expire(segment, now);
        }
    }

    private void expire(Segment segment, long now) {
        if (segment.isDue(now)) {
            segment.lock();
            try {
                segment.expire(now);
            } finally {
                segments.unlock(segment, 0);
            }
        }
    }

    /** Removes an entry past its deadline, unless a writer is at work beside it: then the next one does it. */
    void removeExpired(Entry entry) {
        Segment segment = segments.of(entry.hash());
        if (segment.tryLock()) {
            try {
                if (segment.holds(entry)) {
                    segment.remove(entry, ChangeReason.EXPIRED);
                }
            } finally {
                segments.unlock(segment, 0);
            }
        }
    }
}
