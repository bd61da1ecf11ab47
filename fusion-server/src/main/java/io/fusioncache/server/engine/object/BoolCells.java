package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Booleans, two bits each: the first half of a page says which cells are present, the second half which are true. */
final class BoolCells extends Cells {
    private static final int HALF = PAGE_ROWS / Long.SIZE;
    private static final long[] EMPTY = new long[2 * HALF];

    BoolCells(Ledger ledger) {
        super(ledger, EMPTY);
    }

    /** False when absent. */
    boolean value(int row) {
        return bits(row) != 0;
    }

    @Override
    boolean present(int row) {
        return bit(row, 0) != 0;
    }

    @Override
    long bits(int row) {
        return bit(row, HALF);
    }

    @Override
    long look(Object page, int offset) {
        long[] words = (long[]) page;
        return words[offset >>> 6] | words[HALF + (offset >>> 6)];
    }

    @Override
    void write(Object page, int offset, long bits, @Nullable Object object) {
        long[] words = (long[]) page;
        int word = offset >>> 6;
        long mask = 1L << offset;
        words[word] = object == null ? words[word] & ~mask : words[word] | mask;
        words[HALF + word] = object == null || bits == 0 ? words[HALF + word] & ~mask : words[HALF + word] | mask;
    }

    @Override
    int capacity(Object page) {
        return PAGE_ROWS;
    }

    @Override
    Object resized(Object page, int capacity) {
        return Arrays.copyOf((long[]) page, 2 * HALF);
    }

    @Override
    long pageBytes(Object page) {
        return Sizes.array(2 * HALF, Long.BYTES);
    }

    private long bit(int row, int half) {
        return (((long[]) page(row))[half + ((row & PAGE_MASK) >>> 6)] >>> row) & 1;
    }
}
