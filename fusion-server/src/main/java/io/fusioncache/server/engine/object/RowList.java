package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** The rows of one hash in a {@link HashIndex}, when there are several. One thread appends; any number read. */
final class RowList {
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(RowList.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The hash whose rows these are: tells a reader whose list was replaced meanwhile that it has another's. */
    final int hash;

    private int[] rows;

    @SuppressWarnings("UnusedVariable") // Read and written through the handle.
    private int size;

    private boolean ascending = true;
    private int stale;

    RowList(int hash, int capacity) {
        this.hash = hash;
        this.rows = new int[capacity];
    }

    /** The rows as they are now. O(1): a view that later appends do not change. */
    Rows view() {
        int count = (int) SIZE.getAcquire(this);
        return new Rows(rows, count, ascending);
    }

    int size() {
        return size;
    }

    /** How many bytes one more row takes, when the array has to grow. */
    long append(int row) {
        long grown = 0;
        if (size == rows.length) {
            int capacity = size + Math.max(2, size >> 1);
            grown = Sizes.array(capacity, Integer.BYTES) - Sizes.array(size, Integer.BYTES);
            rows = Arrays.copyOf(rows, capacity);
        }
        rows[size] = row;
        if (size > 0 && row <= rows[size - 1]) {
            ascending = false;
        }
        SIZE.setRelease(this, size + 1);
        return grown;
    }

    /** Notes that one of the rows no longer belongs here; true when half of them do not. */
    boolean markStale() {
        stale++;
        return 2 * stale >= size;
    }

    long bytes() {
        return 32 + Sizes.array(rows.length, Integer.BYTES);
    }

    /** A view of rows: possibly more than there are, possibly some twice. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Rows(int[] rows, int size, boolean ascending) {
        static final Rows NONE = new Rows(new int[0], 0, true);
    }
}
