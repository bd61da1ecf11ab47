package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/** Which rows are in a list, to be asked many times. */
final class RowSet {
    private static final int FACTOR = 0x9E3779B1;
    private static final int FEW = 4;

    private RowSet() {}

    /**
     * The rows of a list, ascending. Takes a table for what there is, or a bit for each row of the class when that is
     * less.
     *
     * @param memory asked for the bytes before they are taken
     */
    static IntPredicate of(IntList rows, LongConsumer memory) {
        int size = rows.size();
        if (size <= FEW) {
            int[] few = rows.toArray();
            return row -> isAmong(few, row);
        }
        int highest = rows.get(size - 1);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * size - 1);
        if (bits >= Integer.SIZE - 2 || highest >>> 5 <= 1 << bits) {
            memory.accept(Sizes.array((highest >>> 6) + 1, Long.BYTES));
            BitSet set = new BitSet(highest + 1);
            for (int i = 0; i < size; i++) {
                set.set(rows.get(i));
            }
            return set::get;
        }
        memory.accept(Sizes.array(1 << bits, Integer.BYTES));
        int[] table = new int[1 << bits];
        Arrays.fill(table, -1);
        int shift = Integer.SIZE - bits;
        for (int i = 0; i < size; i++) {
            table[slotOf(table, shift, rows.get(i))] = rows.get(i);
        }
        return row -> table[slotOf(table, shift, row)] == row;
    }

    private static boolean isAmong(int[] few, int row) {
        for (int one : few) {
            if (one == row) {
                return true;
            }
        }
        return false;
    }

    /** Where the row is in an open-addressing table, or the empty slot where it belongs. */
    private static int slotOf(int[] table, int shift, int row) {
        int slot = (row * FACTOR) >>> shift;
        while (table[slot] != row && table[slot] >= 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
