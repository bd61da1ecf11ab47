package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of each row of a page beside its values. */
final class RowPage {
    final long[] oidHigh;
    final long[] oidLow;
    /** The version that made the row visible; {@link RowTable#PENDING} for rows that are free or not yet published. */
    final long[] birth;
    /** Twice the version of the last change of any cell or of the deletion; odd once the row is deleted. */
    final long[] changed;
    /** The newest record of each row; null when no row of the page has one. */
    @Nullable
    Undo @Nullable [] undo;

    int undoCount;
    /** The version of the last change of any cell of the page. */
    volatile long lastChanged;

    RowPage(int capacity) {
        oidHigh = new long[capacity];
        oidLow = new long[capacity];
        birth = new long[capacity];
        changed = new long[capacity];
        Arrays.fill(birth, RowTable.PENDING);
    }

    private RowPage(RowPage old, int capacity) {
        oidHigh = Arrays.copyOf(old.oidHigh, capacity);
        oidLow = Arrays.copyOf(old.oidLow, capacity);
        birth = Arrays.copyOf(old.birth, capacity);
        changed = Arrays.copyOf(old.changed, capacity);
        Arrays.fill(birth, old.capacity(), capacity, RowTable.PENDING);
        undo = old.undo == null ? null : Arrays.copyOf(old.undo, capacity);
        undoCount = old.undoCount;
        lastChanged = old.lastChanged;
    }

    RowPage grown(int capacity) {
        return new RowPage(this, capacity);
    }

    int capacity() {
        return birth.length;
    }

    long bytes() {
        return bytes(capacity()) + (undo == null ? 0 : undoBytes());
    }

    long undoBytes() {
        return Sizes.array(capacity(), Sizes.REFERENCE);
    }

    static long bytes(int capacity) {
        return Sizes.aligned(48) + 4 * Sizes.array(capacity, Long.BYTES);
    }
}
