package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index of a column: of an indexed member by its values, of a link by the rows it leads to, which makes it the
 * reverse of the link. Lists have an entry for each different element.
 */
final class ColumnIndex implements HashIndex.Holder {
    /** How far the history of a row is followed for the sake of one entry. */
    private static final int MOST_STEPS = 64;

    private final Column column;
    private final Hashing hashing;
    private final HashIndex index;
    /** The row that an entry is taken out of. */
    private int removing;
    /** Set when the history of that row was too long to know what it holds. */
    private boolean unsure;

    ColumnIndex(Column column, Hashing hashing, Ledger ledger) {
        this.column = column;
        this.hashing = hashing;
        this.index = new HashIndex(ledger);
    }

    /** The rows that may link to that row. */
    RowList.Rows linking(int target) {
        return index.find(hashing.whole(target));
    }

    /** Prepares for looking who links to some of the rows. */
    void touchLinking(int[] targets, int from, int to, SlotTouch by) {
        int[] hashes = new int[to - from];
        for (int i = from; i < to; i++) {
            hashes[i - from] = hashing.whole(targets[i]);
        }
        index.touch(hashes, hashes.length, by);
    }

    /** At most how many rows link to that row. */
    int linkingCount(int target) {
        return index.count(hashing.whole(target));
    }

    /** The rows that may have that value, of the column's kind. */
    RowList.Rows having(Scalar value) {
        return index.find(hashing.any(value));
    }

    /** At most how many rows have that value. */
    int havingCount(Scalar value) {
        return index.count(hashing.any(value));
    }

    /** Enters the content that a row has got. */
    void add(int row, long bits, @Nullable Object object) {
        if (object == null) {
            return;
        }
        if (column.isList()) {
            for (int hash : distinctHashes(object)) {
                index.add(hash, row);
            }
        } else {
            index.add(hashing.single(column.kind(), bits, object), row);
        }
    }

    /** Enters what the rows of a portion hold; of the same write come those behind them. */
    void addAll(int[] rows, int from, int to) {
        Cells cells = column.cells();
        if (column.isList()) {
            for (int i = from; i < to; i++) {
                add(rows[i], 0, cells.object(rows[i]));
            }
            return;
        }
        int[] hashes = new int[to - from];
        int[] holders = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (cells.present(rows[i])) {
                hashes[count] = hash(cells, rows[i]);
                holders[count++] = rows[i];
            }
        }
        index.addAll(hashes, holders, count, rows.length - to);
    }

    /** Of a value that is present and no list. */
    private int hash(Cells cells, int row) {
        return cells instanceof TextCells texts
                ? texts.hash(row, hashing)
                : hashing.single(column.kind(), cells.bits(row), Objects.requireNonNull(cells.object(row)));
    }

    /**
     * Takes out the content that a row had, where nothing that is still needed has the same hash.
     *
     * @return false when that could not be found out in reasonable time: to be done again later
     */
    boolean remove(int row, long bits, @Nullable Object object) {
        if (object == null) {
            return true;
        }
        unsure = false;
        removing = row;
        if (column.isList()) {
            for (int hash : distinctHashes(object)) {
                index.remove(hash, row, this);
            }
        } else {
            index.remove(hashing.single(column.kind(), bits, object), row, this);
        }
        return !unsure;
    }

    /** Whether the row's cell has the hash, now or in a version that some snapshot may see. */
    @Override
    public boolean holds(int row, int hash) {
        Cells cells = column.cells();
        if (has(cells.bits(row), cells.object(row), hash)) {
            return true;
        }
        Undo undo = column.owner().rows().newest(row);
        int steps = 0;
        while (undo != null) {
            if (++steps > MOST_STEPS) {
                unsure |= row == removing;
                return true;
            }
            if (undo.column == column && has(undo.bits, undo.object, hash)) {
                return true;
            }
            undo = undo.older;
        }
        return false;
    }

    /** The number of different values in the snapshot. O(entries). */
    long distinctValues(Snapshot snapshot) {
        long different = 0;
        Set<Object> several = new HashSet<>();
        for (int hash : index.hashes()) {
            RowList.Rows rows = index.find(hash);
            several.clear();
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.rows()[i];
                if (snapshot.visible(column.owner(), row)) {
                    addKeys(snapshot, row, hash, several);
                }
            }
            different += several.size();
        }
        return different;
    }

    /** At most how many bytes that many more entries take. */
    long growth(long more) {
        return index.growth(more);
    }

    long recount() {
        return index.recount();
    }

    private void addKeys(Snapshot snapshot, int row, int hash, Set<Object> keys) {
        Content content = snapshot.content(column, row);
        Object object = content.object();
        if (object == null) {
            return;
        }
        ValueKind kind = column.kind();
        if (!column.isList()) {
            if (hashing.single(kind, content.bits(), object) == hash) {
                keys.add(Values.key(kind, content.bits(), object));
            }
            return;
        }
        for (int i = 0; i < Values.length(object); i++) {
            if (hashing.element(kind, object, i) == hash) {
                keys.add(Values.elementKey(kind, object, i));
            }
        }
    }

    private boolean has(long bits, @Nullable Object object, int hash) {
        if (object == null) {
            return false;
        }
        if (!column.isList()) {
            return hashing.single(column.kind(), bits, object) == hash;
        }
        int length = Values.length(object);
        for (int i = 0; i < length; i++) {
            if (hashing.element(column.kind(), object, i) == hash) {
                return true;
            }
        }
        return false;
    }

    private int[] distinctHashes(Object list) {
        int length = Values.length(list);
        int[] hashes = new int[length];
        for (int i = 0; i < length; i++) {
            hashes[i] = hashing.element(column.kind(), list, i);
        }
        Arrays.sort(hashes);
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        return Arrays.copyOf(hashes, kept);
    }
}
