package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/**
 * What a cell held before the write of {@link #version}: what snapshots of earlier versions see. The records of a row
 * form a chain, the newest first. The content is the pair that {@link Cells} describes.
 */
final class Undo extends Retired {
    final Column column;
    final int row;
    final long bits;
    final @Nullable Object object;

    @Nullable
    Undo older;
    /** The next record of the same row; for the writer, who cuts the chain at its end. */
    @Nullable
    Undo newer;

    Undo(long version, Column column, int row, @Nullable Undo older) {
        super(version);
        this.column = column;
        this.row = row;
        this.bits = column.cells().bits(row);
        this.object = column.cells().object(row);
        this.older = older;
    }

    @Override
    void forget() {
        column.owner().rows().cut(this);
    }

    @Override
    void finish(Garbage garbage) {
        StaleEntry.drop(column, row, bits, object, garbage);
        column.owner().memory().release(Sizes.UNDO + Sizes.value(object));
    }

    @Override
    int weight() {
        return 1;
    }
}
