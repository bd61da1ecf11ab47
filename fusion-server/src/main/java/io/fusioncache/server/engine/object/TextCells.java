package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts. A page is an array of them, each an object of its own, or {@link PackedTexts}, which bulk writes leave; the
 * first text that is added to such a page or changed turns it into the other kind.
 *
 * <p>Whoever stores a text is charged for it as for an object of its own, whatever page it goes to. So what a packed
 * page takes, which is charged with its {@link TextSlab}, is counted less those: the page itself is negative.
 */
final class TextCells extends ObjectCells {
    TextCells(Ledger ledger) {
        super(ledger);
    }

    @Override
    @Nullable
    Object value(int row) {
        // Looked up once: a writer may put a page of the other kind there meanwhile.
        Object page = page(row);
        int offset = row & PAGE_MASK;
        return page instanceof PackedTexts packed ? packed.text(offset) : ((@Nullable Object[]) page)[offset];
    }

    @Override
    boolean present(int row) {
        Object page = page(row);
        int offset = row & PAGE_MASK;
        return page instanceof PackedTexts packed
                ? packed.isPresent(offset)
                : ((@Nullable Object[]) page)[offset] != null;
    }

    /** Whether the text is that one; false when absent. */
    boolean isEqual(int row, byte[] wanted) {
        Object page = page(row);
        int offset = row & PAGE_MASK;
        return page instanceof PackedTexts packed
                ? packed.isEqual(offset, wanted)
                : ((@Nullable Object[]) page)[offset] instanceof byte[] text && Arrays.equals(text, wanted);
    }

    @Override
    long look(Object page, int offset) {
        if (page instanceof PackedTexts packed) {
            return packed.touch(offset);
        }
        @Nullable Object[] texts = (@Nullable Object[]) page;
        return offset < texts.length && texts[offset] instanceof byte[] text ? text.length : 0;
    }

    /** The hash of a text that is present. For the writer. */
    int hash(int row, Hashing hashing) {
        return page(row) instanceof PackedTexts packed
                ? packed.hash(row & PAGE_MASK, hashing)
                : hashing.text((byte[]) Objects.requireNonNull(value(row)));
    }

    /** Adds a text that is present to a page; false when it is too large for it. */
    boolean addTo(TextPacker packer, int row) {
        if (page(row) instanceof PackedTexts packed) {
            return packed.addTo(packer, row & PAGE_MASK);
        }
        byte[] text = (byte[]) Objects.requireNonNull(value(row));
        return packer.add(text, 0, text.length);
    }

    @Override
    void put(int row, long bits, @Nullable Object object) {
        if (page(row) instanceof PackedTexts packed) {
            if (object == null) {
                forget(packed, row);
                return;
            }
            unpack(row >>> PAGE_BITS);
        }
        super.put(row, bits, object);
    }

    private void forget(PackedTexts packed, int row) {
        int offset = row & PAGE_MASK;
        if (packed.isPresent(offset)) {
            long before = packed.valueBytes();
            packed.forget(offset);
            // Its bytes stay, though whoever stored it is no longer charged for it.
            charge(before - packed.valueBytes());
            if (packed.isMostlyForgotten()) {
                unpack(row >>> PAGE_BITS);
            }
        }
    }

    /** Turns a packed page into the other kind. */
    void unpack(int number) {
        PackedTexts packed = packed(number);
        if (packed != null) {
            replace(number, packed.unpacked());
            leave(packed.slab());
        }
    }

    /** A page of the slab is no longer in use; the last few of a slab are not to keep all of it on the heap. */
    private void leave(TextSlab slab) {
        slab.leave();
        if (!slab.isMostlyGone()) {
            return;
        }
        for (int number = 0; number < pageCount(); number++) {
            PackedTexts packed = packed(number);
            if (packed != null && packed.isIn(slab)) {
                replace(number, packed.alone());
                slab.leave();
            }
        }
    }

    /** The packed page of that number, or null when it is of the other kind. */
    @Nullable
    PackedTexts packed(int number) {
        return pageNumbered(number) instanceof PackedTexts packed ? packed : null;
    }

    /** Whether the page that a row is in has no text and never had one. */
    boolean isUntouched(int row) {
        return isEmpty(page(row));
    }

    /**
     * At most what the pages take more when they are no longer packed, when that many are changed: their slabs may
     * stay.
     */
    long unpackingBytes(long pages) {
        long bytes = 0;
        long left = pages;
        for (int number = 0; number < pageCount() && left > 0; number++) {
            PackedTexts packed = packed(number);
            if (packed != null) {
                bytes += packed.valueBytes();
                left--;
            }
        }
        return bytes;
    }

    @Override
    int capacity(Object page) {
        return page instanceof PackedTexts ? PAGE_ROWS : super.capacity(page);
    }

    @Override
    long pageBytes(Object page) {
        return page instanceof PackedTexts packed
                ? PackedTexts.ownBytes() - packed.valueBytes()
                : super.pageBytes(page);
    }

    @Override
    long recount() {
        Set<TextSlab> slabs = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int number = 0; number < pageCount(); number++) {
            PackedTexts packed = packed(number);
            if (packed != null) {
                slabs.add(packed.slab());
            }
        }
        return super.recount() + slabs.stream().mapToLong(TextSlab::held).sum();
    }
}
