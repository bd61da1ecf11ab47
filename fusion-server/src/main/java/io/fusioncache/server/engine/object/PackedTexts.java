package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page of texts, one after the other, as a bulk write leaves it: the collector has one object to look at instead of a
 * thousand, or of many thousands when pages share a {@link TextSlab}, and a text takes two or four bytes beside its
 * own. Texts are never changed or added; one can only be forgotten, which readers see at once or a little later. One
 * thread forgets; any number read meanwhile.
 *
 * <p>Behind the texts stands where each begins, counted from the first, and where the last one ends: in two bytes when
 * that is enough, else in four. The topmost bit says that the text is absent.
 */
final class PackedTexts {
    /** The bit of a beginning that {@link #writeStarts} takes for a text that is absent. */
    static final int ABSENT = Integer.MIN_VALUE;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int STARTS = Cells.PAGE_ROWS + 1;
    private static final int OWN_BYTES = 40;

    private final TextSlab slab;
    private byte[] bytes;
    /** Where the texts begin in the array. */
    private final int base;
    /** Where it stands where each of them begins. */
    private final int index;

    private final boolean isShort;
    private final int mostPresent;
    private int present;
    private int valueBytes;

    /**
     * A page that is written already.
     *
     * @param base where it begins in the slab
     * @param size bytes of the texts
     * @param present how many texts there are
     * @param valueBytes what they would take one by one, by {@link Sizes#value}
     */
    PackedTexts(TextSlab slab, int base, int size, int present, int valueBytes) {
        this(slab, base, size, present, present, valueBytes);
    }

    private PackedTexts(TextSlab slab, int base, int size, int mostPresent, int present, int valueBytes) {
        slab.join();
        this.slab = slab;
        this.bytes = slab.bytes();
        this.base = base;
        this.index = base + size;
        this.isShort = isShort(size);
        this.mostPresent = mostPresent;
        this.present = present;
        this.valueBytes = valueBytes;
    }

    private static boolean isShort(int size) {
        return size <= Short.MAX_VALUE;
    }

    /** How many bytes a page takes behind its texts, when they have that many. */
    static int startsBytes(int size) {
        return STARTS * (isShort(size) ? Short.BYTES : Integer.BYTES);
    }

    /** Writes behind the texts where they begin, each with {@link #ABSENT} when there is none. */
    static void writeStarts(byte[] bytes, int base, int size, int[] starts) {
        int index = base + size;
        if (isShort(size)) {
            for (int offset = 0; offset < STARTS; offset++) {
                SHORTS.set(bytes, index + (offset << 1), shortened(starts[offset]));
            }
        } else {
            for (int offset = 0; offset < STARTS; offset++) {
                INTS.set(bytes, index + (offset << 2), starts[offset]);
            }
        }
    }

    private static short shortened(int start) {
        return (short) (start | start >>> Short.SIZE);
    }

    boolean isPresent(int offset) {
        return start(offset) >= 0;
    }

    /** Whether the text is that one; false when absent. */
    boolean isEqual(int offset, byte[] wanted) {
        byte[] held = bytes;
        int start = start(held, isShort, index, offset);
        int end = start(held, isShort, index, offset + 1) & most(isShort);
        return start >= 0 && Arrays.equals(held, base + start, base + end, wanted, 0, wanted.length);
    }

    /**
     * Looks at where the text begins, and meanwhile at where it would if all of the page were as long as one another:
     * often the same line of the cache, and then there is one wait and not two.
     */
    int touch(int offset) {
        byte[] held = bytes;
        int guess = (int) (((long) (index - base) * offset) >>> Cells.PAGE_BITS);
        int start = start(held, isShort, index, offset) & most(isShort);
        return held[base + guess] | held[base + start];
    }

    /** A copy of the text in UTF-8, or null when it is absent. */
    byte @Nullable [] text(int offset) {
        int start = start(offset);
        return start < 0 ? null : Arrays.copyOfRange(bytes, base + start, base + end(offset));
    }

    /**
     * Finds the texts that are equal.
     *
     * @param first the row of the page's first text
     * @param found where their rows go, from 0
     * @return how many there are
     */
    int find(byte[] wanted, int first, int[] found) {
        byte[] held = bytes;
        boolean isShort = this.isShort;
        int index = this.index;
        int most = most(isShort);
        int last = wanted.length - 1;
        int count = 0;
        int start = start(held, isShort, index, 0);
        for (int offset = 0; offset < Cells.PAGE_ROWS; offset++) {
            int next = start(held, isShort, index, offset + 1);
            int end = next & most;
            // Texts of a column are likely to begin alike: most of those of the right length differ at the end.
            if (end - start == wanted.length
                    && start >= 0
                    && (last < 0 || held[base + end - 1] == wanted[last])
                    && Arrays.equals(held, base + start, base + end, wanted, 0, wanted.length)) {
                found[count++] = first + offset;
            }
            start = next;
        }
        return count;
    }

    /** The hash of a text that is present. */
    int hash(int offset, Hashing hashing) {
        return hashing.text(bytes, base + start(offset), base + end(offset));
    }

    /** Adds a text that is present to a page. */
    boolean addTo(TextPacker packer, int offset) {
        int start = start(offset);
        return packer.add(bytes, base + start, end(offset) - start);
    }

    /** Where a text begins, counted from the first; negative when it is absent. */
    private int start(int offset) {
        return start(bytes, isShort, index, offset);
    }

    private static int start(byte[] bytes, boolean isShort, int index, int offset) {
        return isShort
                ? (short) SHORTS.get(bytes, index + (offset << 1))
                : (int) INTS.get(bytes, index + (offset << 2));
    }

    private int end(int offset) {
        return start(offset + 1) & most(isShort);
    }

    private static int most(boolean isShort) {
        return isShort ? Short.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** Makes a text that is present absent. Its bytes stay. */
    void forget(int offset) {
        int start = start(offset);
        valueBytes -= (int) Sizes.array(end(offset) - start, 1);
        present--;
        if (isShort) {
            SHORTS.set(bytes, index + (offset << 1), shortened(start | ABSENT));
        } else {
            INTS.set(bytes, index + (offset << 2), start | ABSENT);
        }
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

    /** The same page in an array of its own. */
    PackedTexts alone() {
        int size = index - base;
        int length = size + startsBytes(size);
        TextSlab own = TextSlab.of(length, slab.owner());
        System.arraycopy(bytes, base, own.bytes(), 0, length);
        PackedTexts page = new PackedTexts(own, 0, size, mostPresent, present, valueBytes);
        own.close();
        return page;
    }

    /** The array it is in. A page that is given up has to leave it. */
    TextSlab slab() {
        return slab;
    }

    @SuppressWarnings("ReferenceEquality") // The very one, which pages share.
    boolean isIn(TextSlab other) {
        return slab == other;
    }

    /** Goes over to the shorter array that its slab was cut to. */
    void follow() {
        // Readers may have the page already: what the array holds must be there before they find it.
        VarHandle.releaseFence();
        bytes = slab.bytes();
    }

    /** What the texts that are present would take one by one, by {@link Sizes#value}. */
    long valueBytes() {
        return valueBytes;
    }

    /** What it takes beside its slab. */
    static long ownBytes() {
        return OWN_BYTES;
    }
}
