package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/**
 * Moves the texts of a batch into a column. Where a whole page of the column is filled at once its texts are packed;
 * the batch's own page becomes the column's when they have the same rows, as they have in a class that was empty.
 */
final class TextFill {
    private final TextCells target;
    private final TextCells source;
    private final BatchMemory batch;
    private final ClassMemory memory;
    private @Nullable TextPacker packer;

    /**
     * @param batch what the source is charged to
     * @param memory what the target is charged to
     */
    TextFill(TextCells target, TextCells source, BatchMemory batch, ClassMemory memory) {
        this.target = target;
        this.source = source;
        this.batch = batch;
        this.memory = memory;
    }

    /** At most what moving these texts takes meanwhile: a slab that is written, and one that is read. */
    static long growth(TextCells source) {
        long largest = 0;
        for (int number = 0; number < source.pageCount(); number++) {
            PackedTexts packed = source.packed(number);
            largest = packed == null ? largest : Math.max(largest, packed.slab().held());
        }
        return 2 * largest;
    }

    /**
     * Moves a portion; the batch no longer holds what is moved, but for the rest of a page.
     *
     * @param rows the row of the column for each of the batch, ascending
     */
    void fill(int[] rows, int from, int to) {
        int number = from;
        while (number < to) {
            if (isWholePage(rows, number, to)) {
                fillPage(rows[number] >>> Cells.PAGE_BITS, number);
                number += Cells.PAGE_ROWS;
            } else {
                fillRow(rows[number], number);
                number++;
            }
        }
        for (int page = from >>> Cells.PAGE_BITS; page < to >>> Cells.PAGE_BITS; page++) {
            drop(page);
        }
    }

    /** Ends it, whether everything was moved or not: nothing of the batch is needed any more. */
    void close() {
        for (int page = 0; page < source.pageCount(); page++) {
            drop(page);
        }
        if (packer != null) {
            packer.close();
            packer = null;
        }
    }

    private void drop(int page) {
        PackedTexts packed = source.packed(page);
        source.drop(page);
        if (packed != null) {
            packed.slab().leave();
        }
    }

    private void fillRow(int row, int number) {
        Object text = source.value(number);
        if (text == null) {
            return;
        }
        if (source.packed(number >>> Cells.PAGE_BITS) == null) {
            batch.handOver(Sizes.value(text), memory);
        } else {
            memory.charge(Sizes.value(text));
        }
        target.put(row, 0, text);
    }

    private boolean isWholePage(int[] rows, int number, int to) {
        int last = number + Cells.PAGE_MASK;
        return (rows[number] & Cells.PAGE_MASK) == 0
                && last < to
                && rows[last] - rows[number] == Cells.PAGE_MASK
                && target.isUntouched(rows[number]);
    }

    private void fillPage(int page, int number) {
        PackedTexts packed = (number & Cells.PAGE_MASK) == 0 ? source.packed(number >>> Cells.PAGE_BITS) : null;
        if (packed != null) {
            packed.slab().handOver(batch, memory);
            batch.handOver(PackedTexts.ownBytes(), memory);
            source.drop(number >>> Cells.PAGE_BITS);
            target.adopt(page, packed);
            return;
        }
        packed = pack(number);
        if (packed != null) {
            memory.charge(PackedTexts.ownBytes());
            target.adopt(page, packed);
            return;
        }
        for (int offset = 0; offset < Cells.PAGE_ROWS; offset++) {
            fillRow((page << Cells.PAGE_BITS) + offset, number + offset);
        }
    }

    /** A page of texts that stand in one or two pages of the batch; null when there are none, or too long ones. */
    private @Nullable PackedTexts pack(int first) {
        if (packer == null) {
            packer = new TextPacker(memory);
        }
        packer.begin();
        for (int offset = 0; offset < Cells.PAGE_ROWS; offset++) {
            if (source.present(first + offset)) {
                packer.skipTo(offset);
                if (!source.addTo(packer, first + offset)) {
                    return null;
                }
            }
        }
        return packer.present() == 0 ? null : packer.page();
    }
}
