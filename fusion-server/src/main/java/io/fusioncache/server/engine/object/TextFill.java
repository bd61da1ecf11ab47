package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/**
 * Moves the texts of a batch into a column. Where a whole page of the column is filled at once its texts are packed;
 * the batch's own page becomes the column's when they have the same rows, as they have in a class that was empty.
 */
final class TextFill {
    private final TextCells target;
    private final TextCells source;
    private final Ledger ledger;
    private @Nullable TextPacker packer;

    /** @param ledger pays for what is held meanwhile */
    TextFill(TextCells target, TextCells source, Ledger ledger) {
        this.target = target;
        this.source = source;
        this.ledger = ledger;
    }

    /**
     * Moves a portion; the batch no longer holds what is moved, but for the rest of a page.
     *
     * @param rows the row of the column for each of the batch, ascending
     * @return what the column takes more by it and was not charged for, in bytes; about what the batch was
     */
    long fill(int[] rows, int from, int to) {
        long taken = 0;
        int number = from;
        while (number < to) {
            if (isWholePage(rows, number, to)) {
                taken += fillPage(rows[number] >>> Cells.PAGE_BITS, number);
                number += Cells.PAGE_ROWS;
            } else {
                taken += fillRow(rows[number], number);
                number++;
            }
        }
        for (int page = from >>> Cells.PAGE_BITS; page < to >>> Cells.PAGE_BITS; page++) {
            source.drop(page);
        }
        if (packer != null) {
            packer.close();
            packer = null;
        }
        return taken;
    }

    private long fillRow(int row, int number) {
        Object text = source.value(number);
        if (text != null) {
            target.put(row, 0, text);
        }
        return Sizes.value(text);
    }

    private boolean isWholePage(int[] rows, int number, int to) {
        int last = number + Cells.PAGE_MASK;
        return (rows[number] & Cells.PAGE_MASK) == 0
                && last < to
                && rows[last] - rows[number] == Cells.PAGE_MASK
                && target.isUntouched(rows[number]);
    }

    private long fillPage(int page, int number) {
        PackedTexts packed = (number & Cells.PAGE_MASK) == 0 ? source.packed(number >>> Cells.PAGE_BITS) : null;
        if (packed == null) {
            packed = pack(number);
        }
        if (packed != null) {
            target.adopt(page, packed);
            return packed.bytes();
        }
        long taken = 0;
        for (int offset = 0; offset < Cells.PAGE_ROWS; offset++) {
            taken += fillRow((page << Cells.PAGE_BITS) + offset, number + offset);
        }
        return taken;
    }

    /** A page of texts that stand in one or two pages of the batch; null when there are none, or too long ones. */
    private @Nullable PackedTexts pack(int first) {
        if (packer == null) {
            packer = new TextPacker(ledger);
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
