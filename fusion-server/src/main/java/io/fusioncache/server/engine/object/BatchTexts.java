package io.fusioncache.server.engine.object;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a column in a {@link BatchRows}. The first page keeps them one by one, for most batches are small; in
 * those that follow they are packed as they come, as long as they come in the order of the rows.
 */
final class BatchTexts {
    private final TextCells cells;
    private final Ledger ledger;
    private @Nullable TextPacker packer;
    /** The number of the page that is being packed, or a negative one. */
    private int packing = -1;

    BatchTexts(TextCells cells, Ledger ledger) {
        this.cells = cells;
        this.ledger = ledger;
    }

    /** Sets the text of a row for which there is place. */
    void set(int row, byte[] text) {
        if (!pack(row, text, 0, text.length)) {
            put(row, text);
        }
    }

    /** Sets the text of a row for which there is place, from a part of an array, which is copied. */
    void set(int row, byte[] source, int from, int length) {
        if (!pack(row, source, from, length)) {
            put(row, Arrays.copyOfRange(source, from, from + length));
        }
    }

    private void put(int row, byte[] text) {
        ledger.release(Sizes.value(cells.value(row)));
        ledger.charge(Sizes.value(text));
        cells.put(row, 0, text);
    }

    private boolean pack(int row, byte[] source, int from, int length) {
        int number = row >>> Cells.PAGE_BITS;
        if (number != packing) {
            finish();
            if (number > 0 && cells.isUntouched(row)) {
                begin(number);
            }
        }
        return packing >= 0 && add(row & Cells.PAGE_MASK, source, from, length);
    }

    private void begin(int number) {
        packing = number;
        if (packer == null) {
            packer = new TextPacker(ledger);
        }
        packer.begin();
    }

    private boolean add(int offset, byte[] source, int from, int length) {
        TextPacker pages = opened();
        if (offset >= pages.next()) {
            pages.skipTo(offset);
            if (pages.add(source, from, length)) {
                ledger.charge(Sizes.array(length, 1));
                return true;
            }
        }
        // Out of order, a second text for the same row, or too large: the page goes on with one object for each.
        int number = packing;
        finish();
        cells.unpack(number);
        return false;
    }

    /** Ends the page that is being packed. */
    void finish() {
        if (packing >= 0) {
            if (opened().present() > 0) {
                cells.replace(packing, opened().page());
            }
            packing = -1;
        }
    }

    /** Ends the page that is being packed, and returns what packing took. Nothing may be set afterwards. */
    void close() {
        finish();
        if (packer != null) {
            packer.close();
            packer = null;
        }
    }

    private TextPacker opened() {
        TextPacker opened = packer;
        if (opened == null) {
            throw new IllegalStateException("no page is being packed");
        }
        return opened;
    }
}
