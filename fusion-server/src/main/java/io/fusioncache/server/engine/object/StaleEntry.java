package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/**
 * An index entry for a content that a cell no longer has, of a row with so long a history that to look through it would
 * take too long: to be tried again when the history that there is now has gone.
 */
final class StaleEntry extends Retired {
    private final Column column;
    private final int row;
    private final long bits;
    private final @Nullable Object object;

    private StaleEntry(long version, Column column, int row, long bits, @Nullable Object object) {
        super(version);
        this.column = column;
        this.row = row;
        this.bits = bits;
        this.object = object;
        column.owner().memory().charge(bytes());
    }

    /** Takes a content that a cell had out of the column's index, at once or later. */
    static void drop(Column column, int row, long bits, @Nullable Object object, Garbage garbage) {
        ColumnIndex index = column.index();
        if (index != null && !index.remove(row, bits, object)) {
            Undo newest = column.owner().rows().newest(row);
            if (newest == null) {
                throw new IllegalStateException("a row without history has a long one");
            }
            garbage.add(new StaleEntry(newest.version, column, row, bits, object));
        }
    }

    @Override
    void forget() {
        // Readers are not misled by the entry: it is only a waste.
    }

    @Override
    void finish(Garbage garbage) {
        drop(column, row, bits, object, garbage);
        column.owner().memory().release(bytes());
    }

    @Override
    int weight() {
        return 1;
    }

    private long bytes() {
        return Sizes.OBJECT + Sizes.value(object);
    }
}
