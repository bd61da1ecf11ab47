package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link PackedTexts}, one page after the other. The first ones get arrays of their own, just as large as they
 * need; when there are many they are written into slabs, which are just small enough for a region of the collector's
 * and large enough to have it alone: the collector never copies them.
 */
final class TextPacker {
    /** The most bytes of texts in a page: longer texts are worth an object of their own. */
    private static final int LARGEST = 256 * 1024;

    private static final int FIRST = 16 * 1024;
    /** Before so many bytes of pages there are no slabs. */
    private static final int WORTH_A_SLAB = 512 * 1024;

    private static final int SLAB = 1024 * 1024 - 64;
    /** The slab of pages so large that too much would be left at the end of a smaller one. */
    private static final int LARGE_SLAB = 4 * 1024 * 1024 - 64;

    private static final int LARGE_PAGE = 64 * 1024;

    private final Ledger ledger;
    private final int[] starts = new int[Cells.PAGE_ROWS + 1];
    /** Where the page is written: the array of the slab, or one that the page is copied from in the end. */
    private byte[] bytes = new byte[FIRST];
    /** Where the page begins. */
    private int base;

    private @Nullable TextSlab slab;
    /** The pages of the slab. */
    private final List<PackedTexts> pages = new ArrayList<>();

    private long packed;
    private int lastSize;
    private int size;
    private int next;
    private int present;
    private int valueBytes;

    /** @param ledger pays for the pages, and for what is being collected until {@link #close()} */
    TextPacker(Ledger ledger) {
        this.ledger = ledger;
        ledger.charge(held());
    }

    /** Begins the next page. */
    void begin() {
        size = 0;
        next = 0;
        present = 0;
        valueBytes = 0;
        if (slab == null && packed >= WORTH_A_SLAB) {
            long before = Sizes.array(bytes.length, 1);
            nextSlab();
            ledger.release(before);
        }
    }

    /** The row of the page, from 0, that {@link #add} is for. */
    int next() {
        return next;
    }

    /** Leaves the row, and those up to that one, without a text. */
    void skipTo(int offset) {
        int absent = size | PackedTexts.ABSENT;
        while (next < offset) {
            starts[next++] = absent;
        }
    }

    /** Adds the text of the next row; false when the page is too large for it. */
    boolean add(byte[] source, int from, int length) {
        if (length > LARGEST - size) {
            return false;
        }
        int needed = size + length + PackedTexts.startsBytes(size + length);
        if (needed > bytes.length - base) {
            makeRoom(needed);
        }
        System.arraycopy(source, from, bytes, base + size, length);
        starts[next++] = size;
        size += length;
        present++;
        valueBytes += (int) Sizes.array(length, 1);
        return true;
    }

    private void makeRoom(int needed) {
        if (slab != null) {
            nextSlab();
            return;
        }
        int capacity = Math.min(LARGEST + PackedTexts.startsBytes(LARGEST), Math.max(2 * bytes.length, needed));
        ledger.charge(Sizes.array(capacity, 1) - Sizes.array(bytes.length, 1));
        bytes = Arrays.copyOf(bytes, capacity);
    }

    /** Goes on in another slab with the page as it is so far. */
    private void nextSlab() {
        TextSlab begun = TextSlab.of(Math.max(size, lastSize) > LARGE_PAGE ? LARGE_SLAB : SLAB, ledger);
        System.arraycopy(bytes, base, begun.bytes(), 0, size);
        closeSlab();
        slab = begun;
        bytes = begun.bytes();
        base = 0;
    }

    /** The page, with rows that were not added absent. */
    PackedTexts page() {
        skipTo(Cells.PAGE_ROWS);
        starts[Cells.PAGE_ROWS] = size;
        int length = size + PackedTexts.startsBytes(size);
        PackedTexts.writeStarts(bytes, base, size, starts);
        lastSize = size;
        packed += length;
        TextSlab shared = slab;
        if (shared != null) {
            PackedTexts page = new PackedTexts(shared, base, size, present, valueBytes);
            pages.add(page);
            base += length;
            return page;
        }
        TextSlab own = TextSlab.of(length, ledger);
        System.arraycopy(bytes, 0, own.bytes(), 0, length);
        PackedTexts page = new PackedTexts(own, 0, size, present, valueBytes);
        own.close();
        return page;
    }

    /** How many texts the page has so far. */
    int present() {
        return present;
    }

    /** Returns what was charged, but for the pages. Nothing may be added afterwards. */
    void close() {
        ledger.release(held());
        if (slab != null && slab.cut(base)) {
            pages.forEach(PackedTexts::follow);
        }
        closeSlab();
    }

    private void closeSlab() {
        if (slab != null) {
            slab.close();
            slab = null;
            pages.clear();
        }
    }

    private long held() {
        return Sizes.array(starts.length, Integer.BYTES) + (slab == null ? Sizes.array(bytes.length, 1) : 0);
    }
}
