package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each row of a page beside its values: four longs a row, one after the other, so that a look-up waits
 * for memory once and not four times. Pages of a bulk write share an array, a slab, which is just small enough for a
 * region of the collector's and large enough to have it alone: it is never copied. As rows are never given back to the
 * heap, a slab lives as long as its class.
 */
final class RowPage {
    /** How many pages a slab has place for. */
    static final int SLAB_PAGES = 31;

    private static final int ROW_BITS = 2;
    private static final int PAGE_WORDS = Cells.PAGE_ROWS << ROW_BITS;
    /** Before the first page of a slab: with what every array begins with they fill one line of the cache. */
    private static final int SLAB_BEGIN = 6;

    private static final int OID_LOW = 1;
    private static final int BIRTH = 2;
    private static final int CHANGED = 3;
    private static final int HEADER = 48;

    private final long[] words;
    private final int base;
    private final int capacity;

    /** The newest record of each row; null when no row of the page has one. */
    @Nullable
    Undo @Nullable [] undo;

    int undoCount;
    /** The version of the last change of any cell of the page. */
    volatile long lastChanged;

    private RowPage(long[] words, int base, int capacity) {
        this.words = words;
        this.base = base;
        this.capacity = capacity;
    }

    /** A page with an array of its own. */
    RowPage(int capacity) {
        this(new long[capacity << ROW_BITS], 0, capacity);
    }

    /** A whole page of a slab, from 0. */
    static RowPage ofSlab(long[] slab, int number) {
        return new RowPage(slab, SLAB_BEGIN + number * PAGE_WORDS, Cells.PAGE_ROWS);
    }

    static long[] newSlab() {
        return new long[SLAB_BEGIN + SLAB_PAGES * PAGE_WORDS];
    }

    /** A larger copy of a page that has an array of its own. */
    RowPage grown(int larger) {
        RowPage grown = new RowPage(Arrays.copyOf(words, larger << ROW_BITS), 0, larger);
        grown.undo = undo == null ? null : Arrays.copyOf(undo, larger);
        grown.undoCount = undoCount;
        grown.lastChanged = lastChanged;
        return grown;
    }

    int capacity() {
        return capacity;
    }

    long oidHigh(int offset) {
        return words[base + (offset << ROW_BITS)];
    }

    long oidLow(int offset) {
        return words[base + (offset << ROW_BITS) + OID_LOW];
    }

    void setOid(int offset, long high, long low) {
        words[base + (offset << ROW_BITS)] = high;
        words[base + (offset << ROW_BITS) + OID_LOW] = low;
    }

    /** The version that made the row visible; {@link RowTable#PENDING} for rows that are free or not yet published. */
    long birth(int offset) {
        return words[base + (offset << ROW_BITS) + BIRTH];
    }

    void setBirth(int offset, long version) {
        words[base + (offset << ROW_BITS) + BIRTH] = version;
    }

    /** Twice the version of the last change of any cell or of the deletion; odd once the row is deleted. */
    long changed(int offset) {
        return words[base + (offset << ROW_BITS) + CHANGED];
    }

    void setChanged(int offset, long changed) {
        words[base + (offset << ROW_BITS) + CHANGED] = changed;
    }

    /** Where the rows are; several pages may be in one array. */
    long[] words() {
        return words;
    }

    /** What it takes beside {@link #words}, in bytes. */
    long ownBytes() {
        return HEADER + (undo == null ? 0 : undoBytes());
    }

    long undoBytes() {
        return Sizes.array(capacity, Sizes.REFERENCE);
    }

    /** What a page with an array of its own takes. */
    static long bytes(int capacity) {
        return HEADER + wordBytes((long) capacity << ROW_BITS);
    }

    /** What a slab takes, without its pages. */
    static long slabBytes() {
        return wordBytes(SLAB_BEGIN + SLAB_PAGES * (long) PAGE_WORDS);
    }

    /** What an array of so many words takes. */
    static long wordBytes(long length) {
        return Sizes.array(length, Long.BYTES);
    }
}
