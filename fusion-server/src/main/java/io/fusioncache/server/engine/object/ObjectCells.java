package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Everything that is an object of its own: texts, values of {@code any}, lists. Null when absent. */
class ObjectCells extends Cells {
    private static final @Nullable Object[] EMPTY = new Object[PAGE_ROWS];

    ObjectCells(Ledger ledger) {
        super(ledger, EMPTY);
    }

    @Nullable
    Object value(int row) {
        return ((@Nullable Object[]) page(row))[row & PAGE_MASK];
    }

    @Override
    boolean present(int row) {
        return value(row) != null;
    }

    @Override
    long bits(int row) {
        return 0;
    }

    @Override
    @Nullable
    Object object(int row) {
        return value(row);
    }

    @Override
    long look(Object page, int offset) {
        @Nullable Object[] objects = (@Nullable Object[]) page;
        return offset < objects.length && objects[offset] instanceof int[] ? 1 : 0;
    }

    @Override
    void write(Object page, int offset, long bits, @Nullable Object object) {
        ((@Nullable Object[]) page)[offset] = object;
    }

    @Override
    int capacity(Object page) {
        return ((@Nullable Object[]) page).length;
    }

    @Override
    Object resized(Object page, int capacity) {
        return Arrays.copyOf((@Nullable Object[]) page, capacity);
    }

    @Override
    long pageBytes(Object page) {
        return Sizes.array(((@Nullable Object[]) page).length, Sizes.REFERENCE);
    }
}
