package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page of texts in one array, as a bulk write leaves it: the collector has one object to look at instead of a
 * thousand, and a text takes four bytes beside its own. Texts are never changed or added; one can only be forgotten,
 * which readers see at once or a little later. One thread forgets; any number read meanwhile.
 */
final class PackedTexts {
    private static final int ABSENT = Integer.MIN_VALUE;
    private static final int HEADER = 40;

    private final byte[] bytes;
    /** Where each text begins, with {@link #ABSENT} on top when there is none; and where the last one ends. */
    private final int[] starts;

    private final int mostPresent;
    private int present;
    private long valueBytes;

    /**
     * Keeps the arrays.
     *
     * @param starts one more than a page has rows
     * @param present how many texts there are
     * @param valueBytes what they would take one by one, by {@link Sizes#value}
     */
    PackedTexts(byte[] bytes, int[] starts, int present, long valueBytes) {
        this.bytes = bytes;
        this.starts = starts;
        this.mostPresent = present;
        this.present = present;
        this.valueBytes = valueBytes;
    }

    /** What {@link #PackedTexts} takes for the beginning of a text that is absent. */
    static int absentAt(int start) {
        return start | ABSENT;
    }

    boolean isPresent(int offset) {
        return starts[offset] >= 0;
    }

    /** A copy of the text in UTF-8, or null when it is absent. */
    byte @Nullable [] text(int offset) {
        int start = starts[offset];
        return start < 0 ? null : Arrays.copyOfRange(bytes, start, end(offset));
    }

    /** Whether the text is present and equal. */
    boolean isEqual(int offset, byte[] wanted) {
        int start = starts[offset];
        int end = end(offset);
        // The difference is negative for one that is absent.
        return end - start == wanted.length && Arrays.equals(bytes, start, end, wanted, 0, wanted.length);
    }

    /** The hash of a text that is present. */
    int hash(int offset, Hashing hashing) {
        return hashing.text(bytes, starts[offset], end(offset));
    }

    /** Adds a text that is present to a page. */
    boolean addTo(TextPacker packer, int offset) {
        return packer.add(bytes, starts[offset], end(offset) - starts[offset]);
    }

    private int end(int offset) {
        return starts[offset + 1] & ~ABSENT;
    }

    /** Makes a text absent. Its bytes stay. */
    void forget(int offset) {
        valueBytes -= Sizes.array(end(offset) - starts[offset], 1);
        present--;
        starts[offset] = absentAt(starts[offset]);
    }

    /** Whether so much is forgotten that the others are better kept one by one. */
    boolean isMostlyForgotten() {
        return present < mostPresent / 2;
    }

    /** The texts one by one. */
    @Nullable
    Object[] unpacked() {
        @Nullable Object[] texts = new Object[Cells.PAGE_ROWS];
        for (int offset = 0; offset < texts.length; offset++) {
            texts[offset] = text(offset);
        }
        return texts;
    }

    /** What the texts that are present would take one by one, by {@link Sizes#value}. */
    long valueBytes() {
        return valueBytes;
    }

    /** What all of it takes. */
    long bytes() {
        return HEADER + Sizes.array(bytes.length, 1) + Sizes.array(starts.length, Integer.BYTES);
    }
}
