package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * OID to row: an open-addressing table. An entry is 32 bits of the OID's hash and below them the row, so that only the
 * OID that is looked for is compared with the one its row has. One thread writes; any number read meanwhile without
 * waiting. A reader that holds an old table finds all it needs there: what it may see is not taken out before it has
 * gone.
 */
final class OidTable {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int REMOVED = -1;
    private static final int SMALLEST = 16;

    private final Ledger ledger;
    private final RowTable rows;
    /** The hash, and below it a row plus 1 or {@link #REMOVED}; 0 for a slot that was never used. */
    private volatile long[] table = new long[SMALLEST];

    private final SlotTouch touch = new SlotTouch();
    private int live;
    private int removed;

    OidTable(Ledger ledger, RowTable rows) {
        this.ledger = ledger;
        this.rows = rows;
        ledger.charge(bytes(SMALLEST));
    }

    /** The row of that OID that exists in the version, or -1. O(1). */
    int find(long high, long low, long version) {
        long[] slots = table;
        int mask = slots.length - 1;
        int hash = hash(high, low);
        int slot = hash & mask;
        while (true) {
            long entry = (long) SLOT.getAcquire(slots, slot);
            if (entry == 0) {
                return -1;
            }
            if (leadsTo(entry, hash, high, low)) {
                int row = (int) entry - 1;
                if (rows.visible(row, version)) {
                    return row;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean leadsTo(long entry, int hash, long high, long low) {
        if ((int) (entry >>> 32) != hash || (int) entry == REMOVED) {
            return false;
        }
        return rows.hasOid((int) entry - 1, high, low);
    }

    /** Prepares for entering these OIDs. */
    void touch(long[] high, long[] low, int from, int to) {
        int[] hashes = new int[to - from];
        for (int i = from; i < to; i++) {
            hashes[i - from] = hash(high[i], low[i]);
        }
        touch.touch(table, hashes, hashes.length);
    }

    /**
     * Enters a row with its OID, for which there must be place; false when a row has that OID already, whether visible
     * or not.
     */
    boolean add(int row, long high, long low) {
        long[] slots = table;
        int mask = slots.length - 1;
        int hash = hash(high, low);
        int slot = hash & mask;
        int place = -1;
        while (slots[slot] != 0) {
            if ((int) slots[slot] == REMOVED) {
                place = place < 0 ? slot : place;
            } else if (leadsTo(slots[slot], hash, high, low)) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        if (place >= 0) {
            removed--;
        }
        rows.setOid(row, high, low);
        SLOT.setRelease(slots, place < 0 ? slot : place, ((long) hash << 32) | (row + 1));
        live++;
        return true;
    }

    void remove(int row) {
        long[] slots = table;
        int mask = slots.length - 1;
        int hash = hash(rows.oidHigh(row), rows.oidLow(row));
        int slot = hash & mask;
        while ((int) slots[slot] != row + 1) {
            if (slots[slot] == 0) {
                throw new IllegalStateException("row " + row + " has no OID");
            }
            slot = (slot + 1) & mask;
        }
        SLOT.setRelease(slots, slot, ((long) hash << 32) | (REMOVED & 0xFFFFFFFFL));
        live--;
        removed++;
    }

    /** Makes place for that many more, in one step. */
    void reserve(int more) {
        if ((long) live + removed + more > table.length * 3L / 4) {
            int capacity = capacityFor(more);
            long[] slots = new long[capacity];
            for (long entry : table) {
                if ((int) entry > 0) {
                    int slot = (int) (entry >>> 32) & (capacity - 1);
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

    private static int hash(long high, long low) {
        return (int) (((high ^ low) * 0x9E3779B97F4A7C15L) >>> 32);
    }

    private static long bytes(int capacity) {
        return Sizes.array(capacity, Long.BYTES);
    }
}
