package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Doubles; an absent one is NaN, which no comparison but {@code !=} holds for, just as for an absent value. */
final class DecimalCells extends Cells {
    private static final double[] EMPTY = absent(new double[PAGE_ROWS], 0);

    DecimalCells(Ledger ledger) {
        super(ledger, EMPTY);
    }

    /** The value, NaN when absent. */
    double value(int row) {
        return ((double[]) page(row))[row & PAGE_MASK];
    }

    @Override
    boolean present(int row) {
        return !Double.isNaN(value(row));
    }

    @Override
    long bits(int row) {
        return Double.doubleToRawLongBits(value(row));
    }

    @Override
    long look(Object page, int offset) {
        double[] values = (double[]) page;
        return offset < values.length ? Double.doubleToRawLongBits(values[offset]) : 0;
    }

    @Override
    void write(Object page, int offset, long bits, @Nullable Object object) {
        ((double[]) page)[offset] = object == null ? Double.NaN : Double.longBitsToDouble(bits);
    }

    @Override
    int capacity(Object page) {
        return ((double[]) page).length;
    }

    @Override
    Object resized(Object page, int capacity) {
        double[] old = (double[]) page;
        return absent(Arrays.copyOf(old, capacity), Math.min(old.length, capacity));
    }

    @Override
    long pageBytes(Object page) {
        return Sizes.array(((double[]) page).length, Double.BYTES);
    }

    private static double[] absent(double[] page, int from) {
        Arrays.fill(page, from, page.length, Double.NaN);
        return page;
    }
}
