package io.fusioncache.server.engine.keyspace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What all parts of a key space share: the time, the counters, and who hears of changes. */
final class SharedState {
    private final KeyspaceClock clock;
    private final IntSupplier random;
    private final Deadlines deadlines;
    private final KeyspaceCounters counters = new KeyspaceCounters();
    private final AtomicInteger large = new AtomicInteger();
    private volatile @Nullable KeyWatchers watchers;
    private volatile boolean tellsWatchers;
    private volatile int seconds;

    /** @param random gives 32 random bits at each call, from any thread */
    SharedState(KeyspaceClock clock, IntSupplier random) {
        this.clock = clock;
        this.random = random;
        this.deadlines = new Deadlines(clock);
        moveClockOn();
    }

    /** Milliseconds on the clock that deadlines stand on. */
    long millis() {
        return clock.millis();
    }

    /** The coarse clock, which is read at every use of a key. */
    int seconds() {
        return seconds;
    }

    /** The record of an entry's use after one more. */
    int used(int record) {
        return UseRecord.used(record, seconds, random.getAsInt());
    }

    void moveClockOn() {
        seconds = (int) (clock.millis() / 1000);
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** Entries whose value is large. */
    int large() {
        return large.get();
    }

    /** A large value has come, or gone when negative. */
    void large(int change) {
        large.addAndGet(change);
    }

    KeyspaceCounters counters() {
        return counters;
    }

    /** Sets who knows the watchers of keys. To be called while every segment is locked. */
    void watchers(@Nullable KeyWatchers newWatchers) {
        watchers = newWatchers;
    }

    /** Sets whether watchers are told. To be called while every segment is locked. */
    void tellsWatchers(boolean tells) {
        tellsWatchers = tells;
    }

    /** Who watches a key, or null. */
    @Nullable
    KeyWatcher watcherOf(byte[] key, int hash) {
        KeyWatchers known = watchers;
        return known == null ? null : known.of(key, hash);
    }

    /** Every change of every key passes here, under the lock of its segment. */
    void changed(
            @Nullable KeyWatcher watcher,
            byte[] key,
            @Nullable Entry before,
            @Nullable Entry after,
            ChangeReason reason) {
        counters.gone(reason);
        if (watcher != null && tellsWatchers) {
            watcher.changed(key, before, after, reason);
        }
    }
}
