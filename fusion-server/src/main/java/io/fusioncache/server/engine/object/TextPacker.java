package io.fusioncache.server.engine.object;

import java.util.Arrays;

/** Collects the texts of one page after the other, for {@link PackedTexts}. */
final class TextPacker {
    /**
     * The most bytes of texts in a page: so long an array is still copied by the collector like small objects, in every
     * size that its regions have, and longer texts are worth an object of their own.
     */
    private static final int LARGEST = 256 * 1024;

    private static final int FIRST = 16 * 1024;

    private final Ledger ledger;
    private final int[] starts = new int[Cells.PAGE_ROWS + 1];
    private byte[] bytes = new byte[FIRST];
    private int size;
    private int next;
    private int present;
    private long valueBytes;

    /** @param ledger pays for what is being collected until {@link #close()} */
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
    }

    /** The row of the page, from 0, that {@link #add} is for. */
    int next() {
        return next;
    }

    /** Leaves the row, and those up to that one, without a text. */
    void skipTo(int offset) {
        int absent = PackedTexts.absentAt(size);
        while (next < offset) {
            starts[next++] = absent;
        }
    }

    /** Adds the text of the next row; false when the page is too large for it. */
    boolean add(byte[] source, int from, int length) {
        if (length > bytes.length - size && !grow(length)) {
            return false;
        }
        System.arraycopy(source, from, bytes, size, length);
        starts[next++] = size;
        size += length;
        present++;
        valueBytes += Sizes.array(length, 1);
        return true;
    }

    private boolean grow(int length) {
        if (length > LARGEST - size) {
            return false;
        }
        int capacity = Math.min(LARGEST, Math.max(2 * bytes.length, size + length));
        ledger.charge(capacity - bytes.length);
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** The page, with rows that were not added absent. */
    PackedTexts page() {
        skipTo(Cells.PAGE_ROWS);
        starts[Cells.PAGE_ROWS] = size;
        return new PackedTexts(Arrays.copyOf(bytes, size), starts.clone(), present, valueBytes);
    }

    /** How many texts the page has so far. */
    int present() {
        return present;
    }

    /** Returns what was charged. Nothing may be added afterwards. */
    void close() {
        ledger.release(held());
    }

    private long held() {
        return Sizes.array(starts.length, Integer.BYTES) + Sizes.array(bytes.length, 1);
    }
}
