package io.fusioncache.server.engine.object;

/** A condition made ready for one snapshot. */
abstract class RowTest {
    final Snapshot snapshot;
    final Column column;

    RowTest(Snapshot snapshot, Column column) {
        this.snapshot = snapshot;
        this.column = column;
    }

    /** Whether a row that exists in the snapshot meets the condition there. */
    abstract boolean test(int row);

    /**
     * The rows of a page that meet the condition by what the cells hold now: right for rows that exist in the snapshot
     * as long as no cell of the page has changed since. Others may be among them.
     *
     * @param found where they are put, in ascending order; as long as a page
     * @return how many
     */
    int scan(int page, int[] found) {
        ObjectClass objectClass = column.owner();
        int first = page << Cells.PAGE_BITS;
        int capacity = objectClass.rows().capacity(page);
        int count = 0;
        for (int row = first; row < first + capacity; row++) {
            if (snapshot.visible(objectClass, row) && test(row)) {
                found[count++] = row;
            }
        }
        return count;
    }

    /** The cost of a test in the order of magnitude, to begin with the cheapest: 1 for a number. */
    abstract int cost();
}
