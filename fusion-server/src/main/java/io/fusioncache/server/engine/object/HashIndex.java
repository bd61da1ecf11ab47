package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From a 32-bit hash to the rows that may have a value of that hash: a superset, which the finder compares with the
 * cells. So entries that are out of date or doubled do no harm, no value is held twice, and one thread can write while
 * any number read without waiting.
 *
 * <p>An open-addressing table of longs: the hash above, below it what it leads to: one row (plus 1), a list (its
 * complement), or nothing any more. There is one entry per hash. What a snapshot may need stays until it has gone, so a
 * reader is right with whatever state of an entry it meets. Only a list's number can mean another list by the time it
 * is followed; the list says whose it is, and the reader looks again.
 */
final class HashIndex {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int REMOVED = Integer.MIN_VALUE;
    private static final int SMALLEST = 16;
    private static final int FIRST_LIST = 4;
    /** Of the table at once, when a write announces many rows. */
    private static final int LARGEST_GROWTH = 7;

    private final Ledger ledger;
    private volatile long[] table = new long[SMALLEST];
    private volatile @Nullable RowList[] lists = new @Nullable RowList[FIRST_LIST];
    private final SlotTouch touch = new SlotTouch();
    private int[] freeLists = new int[FIRST_LIST];
    private int freeListCount;
    private int listCount;
    private int live;
    private int removed;

    /** Tells whether a row still has a value of a hash that some snapshot may see. */
    interface Holder {
        boolean holds(int row, int hash);
    }

    HashIndex(Ledger ledger) {
        this.ledger = ledger;
        ledger.charge(recount());
    }

    /** The rows that may have a value of that hash. O(1). */
    RowList.Rows find(int hash) {
        while (true) {
            int reference = reference(hash);
            if (reference == 0) {
                return RowList.Rows.NONE;
            }
            if (reference > 0) {
                return new RowList.Rows(new int[] {reference - 1}, 1, true);
            }
            RowList list = lists[~reference];
            if (list != null && list.hash == hash) {
                return list.view();
            }
        }
    }

    /** Looks at the slots of hashes that are about to be looked for. */
    void touch(int[] hashes, int count, SlotTouch by) {
        by.touch(table, hashes, count);
    }

    /** At most how many rows {@link #find} would return. O(1), without garbage. */
    int count(int hash) {
        int reference = reference(hash);
        if (reference >= 0) {
            return Math.min(reference, 1);
        }
        RowList list = lists[~reference];
        return list == null ? 1 : list.size();
    }

    /** Every hash there is an entry for, for {@link #find}; possibly some that are no longer. */
    int[] hashes() {
        long[] slots = table;
        IntList found = new IntList(Math.max(8, live));
        for (int slot = 0; slot < slots.length; slot++) {
            long entry = (long) SLOT.getAcquire(slots, slot);
            if (entry != 0 && (int) entry != REMOVED) {
                found.add((int) (entry >>> 32));
            }
        }
        found.sortDistinct();
        return found.toArray();
    }

    /** Enters a row; entering it again does no harm. */
    void add(int hash, int row) {
        reserve(1);
        long[] slots = table;
        int mask = slots.length - 1;
        int slot = hash & mask;
        int place = -1;
        while (slots[slot] != 0) {
            if ((int) slots[slot] == REMOVED) {
                place = place < 0 ? slot : place;
            } else if ((int) (slots[slot] >>> 32) == hash) {
                addToEntry(slots, slot, hash, row);
                return;
            }
            slot = (slot + 1) & mask;
        }
        if (place >= 0) {
            removed--;
        }
        live++;
        SLOT.setRelease(slots, place < 0 ? slot : place, entry(hash, row + 1));
    }

    /**
     * Enters rows, each with its hash.
     *
     * @param more how many rows the same write is going to enter after these
     */
    void addAll(int[] hashes, int[] rows, int count, int more) {
        reserve(count);
        touch.touch(table, hashes, count);
        int before = live;
        for (int i = 0; i < count; i++) {
            add(hashes[i], rows[i]);
        }
        if (more > 0 && count > 0 && isFullWith(count)) {
            // As many of them as of these have a hash of their own, perhaps; a larger step could be far too large.
            reserve((int) Math.min((long) more * (live - before) / count, (long) LARGEST_GROWTH * live));
        }
    }

    /** Notes that the row may no longer have a value of the hash, and drops what is out of date when that is cheap. */
    void remove(int hash, int row, Holder holder) {
        long[] slots = table;
        int slot = slotOf(slots, hash);
        if (slot < 0) {
            return;
        }
        int reference = (int) slots[slot];
        if (reference > 0) {
            if (reference - 1 == row && !holder.holds(row, hash)) {
                drop(slots, slot);
            }
            return;
        }
        RowList list = list(reference);
        if (list.markStale()) {
            compact(slots, slot, list, holder);
        }
    }

    /** At most how many bytes that many more entries take. */
    long growth(long more) {
        long capacity = table.length;
        while ((live + removed + more) * 10L > capacity * 7L) {
            capacity <<= 1;
        }
        return (capacity - table.length) * Long.BYTES + more * 8;
    }

    /** Bytes of all that is held, counted anew. */
    long recount() {
        @Nullable RowList[] directory = lists;
        long bytes = Sizes.array(table.length, Long.BYTES)
                + Sizes.array(directory.length, Sizes.REFERENCE)
                + Sizes.array(freeLists.length, Integer.BYTES);
        for (RowList list : directory) {
            bytes += list == null ? 0 : list.bytes();
        }
        return bytes;
    }

    private int reference(int hash) {
        long[] slots = table;
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (true) {
            long entry = (long) SLOT.getAcquire(slots, slot);
            if (entry == 0) {
                return 0;
            }
            if ((int) (entry >>> 32) == hash && (int) entry != REMOVED) {
                return (int) entry;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static int slotOf(long[] slots, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            if ((int) (slots[slot] >>> 32) == hash && (int) slots[slot] != REMOVED) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private void addToEntry(long[] slots, int slot, int hash, int row) {
        int reference = (int) slots[slot];
        if (reference < 0) {
            ledger.charge(list(reference).append(row));
        } else if (reference != row + 1) {
            RowList list = new RowList(hash, 2);
            list.append(reference - 1);
            list.append(row);
            ledger.charge(list.bytes());
            int number = enter(list);
            SLOT.setRelease(slots, slot, entry(hash, ~number));
        }
    }

    /** Replaces a list by one without the rows that are out of date, or by the only row that is left. */
    private void compact(long[] slots, int slot, RowList list, Holder holder) {
        RowList.Rows old = list.view();
        IntList kept = new IntList(old.size() / 2 + 1);
        for (int i = 0; i < old.size(); i++) {
            if (holder.holds(old.rows()[i], list.hash)) {
                kept.add(old.rows()[i]);
            }
        }
        kept.sortDistinct();
        int number = ~(int) slots[slot];
        ledger.release(list.bytes());
        if (kept.size() > 1) {
            RowList shorter = new RowList(list.hash, kept.size());
            for (int i = 0; i < kept.size(); i++) {
                shorter.append(kept.get(i));
            }
            ledger.charge(shorter.bytes());
            VarHandle.releaseFence();
            lists[number] = shorter;
            return;
        }
        if (kept.size() == 1) {
            SLOT.setRelease(slots, slot, entry(list.hash, kept.get(0) + 1));
        } else {
            drop(slots, slot);
        }
        // Only now, so that a reader who finds the list gone finds the entry changed.
        VarHandle.releaseFence();
        lists[number] = null;
        if (freeListCount == freeLists.length) {
            long before = Sizes.array(freeLists.length, Integer.BYTES);
            freeLists = Arrays.copyOf(freeLists, 2 * freeLists.length);
            ledger.charge(Sizes.array(freeLists.length, Integer.BYTES) - before);
        }
        freeLists[freeListCount++] = number;
    }

    private int enter(RowList list) {
        int number = freeListCount > 0 ? freeLists[--freeListCount] : listCount++;
        @Nullable RowList[] directory = lists;
        if (number == directory.length) {
            directory = Arrays.copyOf(directory, number + Math.max(FIRST_LIST, number >> 1));
            ledger.charge(Sizes.array(directory.length, Sizes.REFERENCE) - Sizes.array(number, Sizes.REFERENCE));
            lists = directory;
        }
        VarHandle.releaseFence();
        directory[number] = list;
        return number;
    }

    private void drop(long[] slots, int slot) {
        SLOT.setRelease(slots, slot, entry(0, REMOVED));
        live--;
        removed++;
    }

    /**
     * Makes place for that many more entries in one step, by a larger table when the old one is full of entries, else
     * by leaving out what was removed.
     */
    void reserve(int more) {
        if (!isFullWith(more)) {
            return;
        }
        long[] old = table;
        long wanted = live + (long) Math.max(more, live / 4);
        int capacity = SMALLEST;
        while (wanted * 10 > capacity * 7L) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        long[] slots = new long[capacity];
        int mask = capacity - 1;
        for (long entry : old) {
            if (entry != 0 && (int) entry != REMOVED) {
                int slot = (int) (entry >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
        ledger.charge(Sizes.array(capacity, Long.BYTES));
        ledger.release(Sizes.array(old.length, Long.BYTES));
        removed = 0;
        table = slots;
    }

    private boolean isFullWith(int more) {
        return (live + removed + (long) more) * 10 > table.length * 7L;
    }

    private RowList list(int reference) {
        RowList list = lists[~reference];
        if (list == null) {
            throw new IllegalStateException("an entry leads to no list");
        }
        return list;
    }

    private static long entry(int hash, int reference) {
        return ((long) hash << 32) | (reference & 0xFFFFFFFFL);
    }
}
