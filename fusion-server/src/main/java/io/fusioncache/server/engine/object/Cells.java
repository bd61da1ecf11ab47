package io.fusioncache.server.engine.object;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column, in pages of {@value #PAGE_ROWS} rows. One thread writes; any number read meanwhile without
 * waiting. A page, once reachable, is only replaced by a larger copy (the first one, so that a class of few objects
 * takes little), and pages without any value are one shared page that is never written.
 *
 * <p>A cell's content is a pair, whatever the kind: the value's bits for what is held in the page itself, and an
 * object, which is null when the cell is absent and {@link #PRESENT} for a value that is all in its bits.
 */
@SuppressWarnings("ReferenceEquality") // The empty page is known by being that very one.
abstract class Cells {
    static final int PAGE_BITS = 10;
    static final int PAGE_ROWS = 1 << PAGE_BITS;
    static final int PAGE_MASK = PAGE_ROWS - 1;

    /** The object of a cell whose value is in its bits. */
    static final Object PRESENT = "present";

    private static final int FIRST_CAPACITY = 16;
    private static final Object[] NO_PAGES = {};

    private final Ledger ledger;
    private final Object emptyPage;
    private volatile Object[] pages = NO_PAGES;
    private int lastEnsured = -1;

    /** @param emptyPage a full page of absent cells, shared and never written */
    Cells(Ledger ledger, Object emptyPage) {
        this.ledger = ledger;
        this.emptyPage = emptyPage;
    }

    /** Whether the cell holds a value. */
    abstract boolean present(int row);

    /** The value's bits; 0 for kinds that hold objects. */
    abstract long bits(int row);

    /** Null when absent. */
    @Nullable
    Object object(int row) {
        return present(row) ? PRESENT : null;
    }

    /**
     * Looks at what is held of rows, as {@link SlotTouch} does; of any rows, those beyond the last among them.
     *
     * @return nothing of use, to be kept all the same
     */
    final long touch(int[] rows, int from, int to) {
        long all = 0;
        for (int i = from; i < to; i++) {
            all |= look(pageNumbered(rows[i] >>> PAGE_BITS), rows[i] & PAGE_MASK);
        }
        return all;
    }

    /** Reads what is held at a place of a page, which may be shorter; a number made of what was read. */
    abstract long look(Object page, int offset);

    /** Sets the content of a cell of a page that is not the shared one. */
    abstract void write(Object page, int offset, long bits, @Nullable Object object);

    /** How many rows the page has place for. */
    abstract int capacity(Object page);

    /** A copy with another capacity and the rest absent. */
    abstract Object resized(Object page, int capacity);

    abstract long pageBytes(Object page);

    /** Makes place for the row. */
    final void ensure(int row) {
        int number = row >>> PAGE_BITS;
        Object[] directory = pages;
        lastEnsured = Math.max(lastEnsured, row);
        if (number >= directory.length) {
            Object[] grown = Arrays.copyOf(directory, Math.max(number + 1, directory.length + (directory.length >> 1)));
            Arrays.fill(grown, directory.length, grown.length, emptyPage);
            ledger.charge(directoryBytes(grown) - directoryBytes(directory));
            pages = grown;
            directory = grown;
        }
        Object page = directory[number];
        if (page != emptyPage && capacity(page) <= (row & PAGE_MASK)) {
            replace(number, resized(page, capacityFor(row)));
        }
    }

    /** Whether the row at that place, before the end, is the last one of its page; rows stand ascending. */
    static boolean lastOfPage(int[] rows, int place, int end) {
        return place + 1 == end || rows[place] >>> PAGE_BITS != rows[place + 1] >>> PAGE_BITS;
    }

    /**
     * Where to end a portion of rows, which stand ascending: at the end of a page when there is one in it, unless the
     * rows end anyway.
     *
     * @param to where it ends at the latest
     */
    static int wholePages(int[] rows, int from, int to) {
        int end = to;
        while (end > from && end < rows.length && !lastOfPage(rows, end - 1, rows.length)) {
            end--;
        }
        return end == from ? to : end;
    }

    /** The page a row is in, for reading. */
    final Object page(int row) {
        return pages[row >>> PAGE_BITS];
    }

    /** The page of that number, for reading; the shared empty one beyond the last. */
    final Object pageNumbered(int number) {
        Object[] directory = pages;
        return number < directory.length ? directory[number] : emptyPage;
    }

    /** Sets the content. The row must be {@link #ensure}d. */
    void put(int row, long bits, @Nullable Object object) {
        int number = row >>> PAGE_BITS;
        Object page = pages[number];
        if (page == emptyPage) {
            if (object == null) {
                return;
            }
            int last = number == 0 ? Math.min(lastEnsured, PAGE_MASK) : row;
            page = replace(number, resized(page, capacityFor(last)));
        }
        write(page, row & PAGE_MASK, bits, object);
    }

    /** Bytes of pages and directory, counted anew. */
    long recount() {
        Object[] directory = pages;
        long bytes = directoryBytes(directory);
        for (Object page : directory) {
            bytes += bytes(page);
        }
        return bytes;
    }

    /** What a page for that many rows takes at most, in bytes. */
    final long fullPageBytes() {
        return pageBytes(emptyPage);
    }

    /** Puts another page in the place of one; for subclasses that have several kinds. Returns it. */
    final Object replace(int number, Object page) {
        ledger.charge(bytes(page) - bytes(pages[number]));
        return adopt(number, page);
    }

    /** Does the same when what the pages take is accounted for by the caller. */
    final Object adopt(int number, Object page) {
        // A reader finds the page through an address it has just read: what the page holds must be there before.
        VarHandle.releaseFence();
        pages[number] = page;
        return page;
    }

    /** Takes a page out; what it takes is accounted for by the caller. */
    final void drop(int number) {
        pages[number] = emptyPage;
    }

    /** How many pages there is place for. */
    final int pageCount() {
        return pages.length;
    }

    /** Whether it is the page that stands for all that never had a value. */
    final boolean isEmpty(Object page) {
        return page == emptyPage;
    }

    /** Charges what subclasses take beyond whole pages. */
    final void charge(long bytes) {
        ledger.charge(bytes);
    }

    private long bytes(Object page) {
        return page == emptyPage ? 0 : pageBytes(page);
    }

    /** Capacities of the first page grow by the factor of 4; every other page is whole from the start. */
    static int capacityFor(int row) {
        int capacity = row >>> PAGE_BITS == 0 ? FIRST_CAPACITY : PAGE_ROWS;
        while (capacity <= (row & PAGE_MASK)) {
            capacity <<= 2;
        }
        return capacity;
    }

    private static long directoryBytes(Object[] directory) {
        return directory.length == 0 ? 0 : Sizes.array(directory.length, Sizes.REFERENCE);
    }

    /** The cells of a member of that type. */
    static Cells of(MemberType type, Ledger ledger) {
        if (type.list()) {
            return new ObjectCells(ledger);
        }
        return switch (ValueKind.of(type)) {
            case WHOLE -> new WholeCells(ledger);
            case DECIMAL -> new DecimalCells(ledger);
            case BOOL -> new BoolCells(ledger);
            case TEXT -> new TextCells(ledger);
            case ANY -> new ObjectCells(ledger);
            case LINK -> new LinkCells(ledger);
        };
    }
}
