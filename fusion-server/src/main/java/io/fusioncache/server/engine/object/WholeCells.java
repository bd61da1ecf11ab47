package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** 64-bit whole numbers. A page begins with one bit per row that says whether the cell is present. */
final class WholeCells extends Cells {
    /** Where the values begin in a page. */
    static final int VALUES = PAGE_ROWS / Long.SIZE;

    private static final long[] EMPTY = new long[VALUES + PAGE_ROWS];

    WholeCells(Ledger ledger) {
        super(ledger, EMPTY);
    }

    long value(int row) {
        return ((long[]) page(row))[VALUES + (row & PAGE_MASK)];
    }

    @Override
    boolean present(int row) {
        return isPresent((long[]) page(row), row & PAGE_MASK);
    }

    static boolean isPresent(long[] page, int offset) {
        return ((page[offset >>> 6] >>> offset) & 1) != 0;
    }

    @Override
    long bits(int row) {
        return value(row);
    }

    @Override
    long look(Object page, int offset) {
        long[] values = (long[]) page;
        return VALUES + offset < values.length ? values[offset >>> 6] | values[VALUES + offset] : 0;
    }

    @Override
    void write(Object page, int offset, long bits, @Nullable Object object) {
        long[] values = (long[]) page;
        if (object == null) {
            values[offset >>> 6] &= ~(1L << offset);
            values[VALUES + offset] = 0;
        } else {
            values[VALUES + offset] = bits;
            values[offset >>> 6] |= 1L << offset;
        }
    }

    @Override
    int capacity(Object page) {
        return ((long[]) page).length - VALUES;
    }

    @Override
    Object resized(Object page, int capacity) {
        return Arrays.copyOf((long[]) page, VALUES + capacity);
    }

    @Override
    long pageBytes(Object page) {
        return Sizes.array(((long[]) page).length, Long.BYTES);
    }
}
