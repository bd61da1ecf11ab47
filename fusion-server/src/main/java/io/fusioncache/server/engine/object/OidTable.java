package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * OID to row: an open-addressing table of row numbers that compares with the OIDs the rows have anyway. One thread
 * writes; any number read meanwhile without waiting. A reader that holds an old table finds all it needs there: what it
 * may see is not taken out before it has gone.
 */
final class OidTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int REMOVED = -1;
    private static final int SMALLEST = 16;

    private final Ledger ledger;
    private final RowTable rows;
    /** A row plus 1, 0 for a slot that was never used, {@link #REMOVED}. */
    private volatile int[] table = new int[SMALLEST];

    private int live;
    private int removed;

    OidTable(Ledger ledger, RowTable rows) {
        this.ledger = ledger;
        this.rows = rows;
        ledger.charge(bytes(SMALLEST));
    }

    /** The row of that OID that exists in the version, or -1. O(1). */
    int find(long high, long low, long version) {
        int[] slots = table;
        int mask = slots.length - 1;
        int slot = slotOf(high, low, mask);
        while (true) {
            int entry = (int) SLOT.getAcquire(slots, slot);
            if (entry == 0) {
                return -1;
            }
            if (entry != REMOVED) {
                int row = entry - 1;
                if (rows.oidLow(row) == low && rows.oidHigh(row) == high && rows.visible(row, version)) {
                    return row;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /** Enters a row with its OID; false when a row has that OID already, whether visible or not. */
    boolean add(int row, long high, long low) {
        reserve(1);
        int[] slots = table;
        int mask = slots.length - 1;
        int slot = slotOf(high, low, mask);
        int place = -1;
        while (slots[slot] != 0) {
            if (slots[slot] == REMOVED) {
                place = place < 0 ? slot : place;
            } else if (rows.oidLow(slots[slot] - 1) == low && rows.oidHigh(slots[slot] - 1) == high) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        if (place >= 0) {
            removed--;
        }
        rows.setOid(row, high, low);
        SLOT.setRelease(slots, place < 0 ? slot : place, row + 1);
        live++;
        return true;
    }

    void remove(int row) {
        int[] slots = table;
        int mask = slots.length - 1;
        int slot = slotOf(rows.oidHigh(row), rows.oidLow(row), mask);
        while (slots[slot] != row + 1) {
            if (slots[slot] == 0) {
                throw new IllegalStateException("row " + row + " has no OID");
            }
            slot = (slot + 1) & mask;
        }
        SLOT.setRelease(slots, slot, REMOVED);
        live--;
        removed++;
    }

    /** Makes place for that many more, in one step. */
    void reserve(int more) {
        if ((long) live + removed + more > table.length * 3L / 4) {
            int capacity = capacityFor(more);
            int[] slots = new int[capacity];
            for (int entry : table) {
                if (entry > 0) {
                    int slot = slotOf(rows.oidHigh(entry - 1), rows.oidLow(entry - 1), capacity - 1);
                    while (slots[slot] != 0) {
                        slot = (slot + 1) & (capacity - 1);
                    }
                    slots[slot] = entry;
                }
            }
            ledger.charge(bytes(capacity) - bytes(table.length));
            removed = 0;
            table = slots;
        }
    }

    /** The bytes that {@link #reserve} would take. */
    long growth(int more) {
        return (long) live + removed + more > table.length * 3L / 4
                ? Math.max(0, bytes(capacityFor(more)) - bytes(table.length))
                : 0;
    }

    int size() {
        return live;
    }

    long recount() {
        return bytes(table.length);
    }

    /** Room for 3/4 of the slots, and for a third more than there is so that rebuilding stays rare. */
    private int capacityFor(int more) {
        long needed = ((long) live + more) * 4 / 3 + (live + more) / 4 + 1;
        long capacity = SMALLEST;
        while (capacity < needed) {
            capacity <<= 1;
        }
        if (capacity > 1 << 30) {
            throw new IllegalStateException("more objects than a class can hold");
        }
        return (int) capacity;
    }

    private static int slotOf(long high, long low, int mask) {
        long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }

    private static long bytes(int capacity) {
        return Sizes.array(capacity, Integer.BYTES);
    }
}
