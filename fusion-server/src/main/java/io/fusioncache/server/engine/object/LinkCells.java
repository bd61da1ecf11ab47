package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Single links: the row of the other class plus 1, or 0 when absent. */
final class LinkCells extends Cells {
    private static final int[] EMPTY = new int[PAGE_ROWS];

    LinkCells(Ledger ledger) {
        super(ledger, EMPTY);
    }

    /** The row linked to, -1 when absent. */
    int target(int row) {
        return ((int[]) page(row))[row & PAGE_MASK] - 1;
    }

    @Override
    boolean present(int row) {
        return target(row) != -1;
    }

    /** The row linked to; meaningless when absent. */
    @Override
    long bits(int row) {
        return target(row);
    }

    @Override
    long look(Object page, int offset) {
        int[] targets = (int[]) page;
        return offset < targets.length ? targets[offset] : 0;
    }

    @Override
    void write(Object page, int offset, long bits, @Nullable Object object) {
        ((int[]) page)[offset] = object == null ? 0 : (int) bits + 1;
    }

    @Override
    int capacity(Object page) {
        return ((int[]) page).length;
    }

    @Override
    Object resized(Object page, int capacity) {
        return Arrays.copyOf((int[]) page, capacity);
    }

    @Override
    long pageBytes(Object page) {
        return Sizes.array(((int[]) page).length, Integer.BYTES);
    }
}
