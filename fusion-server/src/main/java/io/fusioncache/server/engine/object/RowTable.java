package io.fusioncache.server.engine.object;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a class: which exist in which version, their OIDs, and the history of their cells. One thread writes; any
 * number read meanwhile without waiting.
 *
 * <p><b>How a reader gets the value of its version.</b> Cells are changed in place. Before a writer changes a cell it
 * puts the old content on the row's chain, then says in {@link RowPage#changed} which version changes the row, and only
 * then writes. A reader does the opposite: it reads the cell first and looks at {@code changed} afterwards. If that is
 * not newer than its snapshot, what it read is right; else the oldest newer record of the column on the chain has the
 * value of its version, and if there is none what it read is right all the same. A scan does this once for a page.
 *
 * <p><b>Rows that are used again.</b> A row is freed when no snapshot sees it: {@code birth} becomes {@link #PENDING}
 * before {@code changed} forgets the deletion. A reader looks at {@code changed} first and at {@code birth} afterwards,
 * so it can't take a new object for the old one.
 */
final class RowTable {
    /** The birth of a row that is not visible to anyone; versions of writes begin at 1. */
    static final long PENDING = 0;
    /** From so many pages on a slab is worth its place; below half of it the collector copies it like any array. */
    private static final int WORTH_A_SLAB = (RowPage.SLAB_PAGES + 1) / 2;
    /** A class with so many times the pages wanted has a slab for what comes next. */
    private static final int LARGE = 8;

    private static final RowPage[] NO_PAGES = {};

    private final Ledger ledger;
    private final BitSet free = new BitSet();
    private int freeCount;
    private int highWater;
    private int lastBorn = -1;
    private volatile boolean ordered = true;
    private volatile RowPage[] pages = NO_PAGES;
    private long[] slab = {};
    /** How many pages of the slab are not in use yet. */
    private int slabLeft;

    RowTable(Ledger ledger) {
        this.ledger = ledger;
    }

    // ---- readers

    /** How many pages may hold rows. */
    int pageCount() {
        return pages.length;
    }

    /** True when the order of row numbers is the order of storing. */
    boolean ordered() {
        return ordered;
    }

    /** Whether the row exists in the version. */
    boolean visible(int row, long version) {
        RowPage[] directory = pages;
        int number = row >>> Cells.PAGE_BITS;
        if (number >= directory.length) {
            return false;
        }
        @Nullable RowPage page = directory[number];
        int offset = row & Cells.PAGE_MASK;
        if (page == null || offset >= page.capacity()) {
            return false;
        }
        long changed = page.changed(offset);
        VarHandle.acquireFence();
        long birth = page.birth(offset);
        return birth <= version && birth != PENDING && ((changed & 1) == 0 || changed >>> 1 > version);
    }

    /** Looks at rows as {@link Cells#touch} does. */
    long touch(int[] rows, int from, int to) {
        RowPage[] directory = pages;
        long all = 0;
        for (int i = from; i < to; i++) {
            int number = rows[i] >>> Cells.PAGE_BITS;
            @Nullable RowPage page = number < directory.length ? directory[number] : null;
            int offset = rows[i] & Cells.PAGE_MASK;
            all |= page == null || offset >= page.capacity() ? 0 : page.birth(offset);
        }
        return all;
    }

    /** Whether no cell of the row has changed since the version; to be asked after the cell was read. */
    boolean unchangedSince(int row, long version) {
        VarHandle.acquireFence();
        return pages[row >>> Cells.PAGE_BITS].changed(row & Cells.PAGE_MASK) >>> 1 <= version;
    }

    /** Whether no cell of the page has changed since the version; to be asked after the cells were read. */
    boolean pageUnchangedSince(int number, long version) {
        VarHandle.acquireFence();
        @Nullable RowPage page = pages[number];
        return page == null || page.lastChanged <= version;
    }

    /**
     * What the cell held in the version when it has changed since; null when what was read before this call is right.
     */
    @Nullable
    Undo before(Column column, int row, long version) {
        VarHandle.acquireFence();
        @Nullable Undo @Nullable [] newest = pages[row >>> Cells.PAGE_BITS].undo;
        Undo found = null;
        if (newest != null) {
            Undo undo = newest[row & Cells.PAGE_MASK];
            while (undo != null && undo.version > version) {
                if (undo.column == column) {
                    found = undo;
                }
                undo = undo.older;
            }
        }
        return found;
    }

    /** Whether that is the row's OID. */
    boolean hasOid(int row, long high, long low) {
        RowPage page = pages[row >>> Cells.PAGE_BITS];
        int offset = row & Cells.PAGE_MASK;
        return page.oidLow(offset) == low && page.oidHigh(offset) == high;
    }

    long oidHigh(int row) {
        return pages[row >>> Cells.PAGE_BITS].oidHigh(row & Cells.PAGE_MASK);
    }

    long oidLow(int row) {
        return pages[row >>> Cells.PAGE_BITS].oidLow(row & Cells.PAGE_MASK);
    }

    long birth(int row) {
        return pages[row >>> Cells.PAGE_BITS].birth(row & Cells.PAGE_MASK);
    }

    /** How many rows the page has place for; 0 when there is none. */
    int capacity(int number) {
        RowPage[] directory = pages;
        @Nullable RowPage page = number < directory.length ? directory[number] : null;
        return page == null ? 0 : page.capacity();
    }

    // ---- the writer

    /** Takes rows, lowest first, for objects to come. */
    int[] take(int count) {
        if (count > Integer.MAX_VALUE - Cells.PAGE_ROWS - highWater) {
            throw new IllegalStateException("more rows than a class can number");
        }
        int[] rows = new int[count];
        int taken = 0;
        for (int row = free.nextSetBit(0); row >= 0 && taken < count; row = free.nextSetBit(row + 1)) {
            rows[taken++] = row;
        }
        for (int i = 0; i < taken; i++) {
            free.clear(rows[i]);
        }
        freeCount -= taken;
        while (taken < count) {
            rows[taken++] = highWater++;
        }
        return rows;
    }

    /** Makes place for a row that was taken. */
    void ensure(int row) {
        int number = row >>> Cells.PAGE_BITS;
        RowPage[] directory = pages;
        if (number >= directory.length) {
            RowPage[] grown =
                    Arrays.copyOf(directory, Math.max(number + 1, directory.length + (directory.length >> 1)));
            ledger.charge(directoryBytes(grown) - directoryBytes(directory));
            pages = grown;
            directory = grown;
        }
        @Nullable RowPage page = directory[number];
        if (page == null || page.capacity() <= (row & Cells.PAGE_MASK)) {
            RowPage made = page == null ? newPage(row) : grown(page, Cells.capacityFor(row));
            VarHandle.releaseFence();
            directory[number] = made;
        }
    }

    private RowPage grown(RowPage page, int capacity) {
        RowPage grown = page.grown(capacity);
        ledger.charge(RowPage.bytes(capacity) + grown.ownBytes() - RowPage.bytes(page.capacity()) - page.ownBytes());
        return grown;
    }

    /** The page of a row: of the slab that was begun, or of a new one when many are wanted. */
    private RowPage newPage(int row) {
        int capacity = Cells.capacityFor(row);
        int number = row >>> Cells.PAGE_BITS;
        if (capacity == Cells.PAGE_ROWS) {
            if (slabLeft == 0 && isWorthASlab(number, pagesFor(highWater) - number)) {
                slab = RowPage.newSlab();
                slabLeft = RowPage.SLAB_PAGES;
                ledger.charge(RowPage.wordBytes(slab.length));
            }
            if (slabLeft > 0) {
                RowPage page = RowPage.ofSlab(slab, RowPage.SLAB_PAGES - slabLeft);
                slabLeft--;
                ledger.charge(page.ownBytes());
                return page;
            }
        }
        ledger.charge(RowPage.bytes(capacity));
        return new RowPage(capacity);
    }

    private static boolean isWorthASlab(int before, int wanted) {
        return Math.max(wanted, before / LARGE) >= WORTH_A_SLAB;
    }

    private static int pagesFor(int rows) {
        return (rows + Cells.PAGE_MASK) >>> Cells.PAGE_BITS;
    }

    /** At most how many bytes that many more rows take. */
    long growth(int more) {
        int wanted = pagesFor(more) + 1;
        long bytes = wanted * RowPage.bytes(Cells.PAGE_ROWS);
        if (wanted > slabLeft && isWorthASlab(pagesFor(highWater), wanted)) {
            // One that is hardly used, and what the heap rounds the others up by: less than a page.
            bytes += RowPage.slabBytes() + wanted / RowPage.SLAB_PAGES * RowPage.bytes(Cells.PAGE_ROWS);
        }
        return bytes;
    }

    void setOid(int row, long high, long low) {
        pages[row >>> Cells.PAGE_BITS].setOid(row & Cells.PAGE_MASK, high, low);
    }

    /** Makes rows visible from the version on; in ascending order, all of one write. */
    void bear(int[] rows, long version) {
        for (int row : rows) {
            pages[row >>> Cells.PAGE_BITS].setBirth(row & Cells.PAGE_MASK, version);
        }
        if (rows.length > 0) {
            if (rows[0] < lastBorn) {
                ordered = false;
            }
            lastBorn = Math.max(lastBorn, rows[rows.length - 1]);
        }
    }

    /** Announces a change of a cell: puts its content on the chain and the version on row and page. */
    Undo change(Column column, int row, long version) {
        RowPage page = pages[row >>> Cells.PAGE_BITS];
        int offset = row & Cells.PAGE_MASK;
        @Nullable Undo @Nullable [] newest = page.undo;
        if (newest == null) {
            newest = new @Nullable Undo[page.capacity()];
            ledger.charge(page.undoBytes());
            VarHandle.releaseFence();
            page.undo = newest;
        }
        Undo older = newest[offset];
        Undo undo = new Undo(version, column, row, older);
        if (older != null) {
            older.newer = undo;
        }
        page.undoCount++;
        VarHandle.releaseFence();
        newest[offset] = undo;
        VarHandle.releaseFence();
        page.setChanged(offset, version << 1);
        page.lastChanged = version;
        // Readers of the cell's new content must see what was said above.
        VarHandle.releaseFence();
        return undo;
    }

    /** Cuts a record, the oldest of its row, off the chain. */
    void cut(Undo undo) {
        RowPage page = pages[undo.row >>> Cells.PAGE_BITS];
        @Nullable Undo @Nullable [] newest = page.undo;
        if (newest == null || undo.older != null) {
            throw new IllegalStateException("the record is not the oldest of its row");
        }
        Undo newer = undo.newer;
        if (newer == null) {
            newest[undo.row & Cells.PAGE_MASK] = null;
        } else {
            newer.older = null;
        }
        if (--page.undoCount == 0) {
            page.undo = null;
            ledger.release(page.undoBytes());
        }
    }

    /** The newest record of the row, or null. */
    @Nullable
    Undo newest(int row) {
        @Nullable Undo @Nullable [] newest = pages[row >>> Cells.PAGE_BITS].undo;
        return newest == null ? null : newest[row & Cells.PAGE_MASK];
    }

    /** Marks the row as deleted from the version on. */
    void kill(int row, long version) {
        pages[row >>> Cells.PAGE_BITS].setChanged(row & Cells.PAGE_MASK, (version << 1) | 1);
    }

    /** Gives a row back that no snapshot sees and no structure knows any more. */
    void release(int row) {
        RowPage[] directory = pages;
        int number = row >>> Cells.PAGE_BITS;
        @Nullable RowPage page = number < directory.length ? directory[number] : null;
        int offset = row & Cells.PAGE_MASK;
        if (page != null && offset < page.capacity()) {
            page.setBirth(offset, PENDING);
            VarHandle.releaseFence();
            page.setChanged(offset, 0);
        }
        int before = free.size();
        free.set(row);
        ledger.charge((free.size() - before) / Byte.SIZE);
        freeCount++;
        if (freeCount == highWater) {
            // Nothing is left: the class is as good as new, and row numbers tell the order of storing again.
            ordered = true;
            lastBorn = -1;
        }
    }

    /** Whether the row is free. */
    boolean isFree(int row) {
        return free.get(row);
    }

    /** One more than the highest row that was ever taken. */
    int highWater() {
        return highWater;
    }

    /** Bytes of pages, directory and free rows, counted anew. */
    long recount() {
        RowPage[] directory = pages;
        long bytes = directoryBytes(directory) + (free.size() - new BitSet().size()) / Byte.SIZE;
        Set<long[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable RowPage page : directory) {
            if (page != null) {
                bytes += page.ownBytes();
                arrays.add(page.words());
            }
        }
        for (long[] words : arrays) {
            bytes += RowPage.wordBytes(words.length);
        }
        return bytes;
    }

    private static long directoryBytes(RowPage[] directory) {
        return directory.length == 0 ? 0 : Sizes.array(directory.length, Sizes.REFERENCE);
    }
}
