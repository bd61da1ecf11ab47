package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store as it was after some whole write. Readers never wait and never lock, whatever writers do meanwhile; what an
 * open snapshot may still need is kept for it, so close it soon. One thread at a time; it may be handed from one thread
 * to another.
 *
 * <p>Rows are numbers of a class's objects. A row number got from a snapshot is good for that snapshot. Arrays that are
 * returned are the stored ones: they are never changed, and must not be by the caller.
 */
public final class Snapshot implements AutoCloseable {
    private final long version;
    private final Catalog catalog;
    private final LongSupplier nanoTime;
    private OpenSnapshots.@Nullable Slot slot;

    Snapshot(long version, Catalog catalog, LongSupplier nanoTime, OpenSnapshots.Slot slot) {
        this.version = version;
        this.catalog = catalog;
        this.nanoTime = nanoTime;
        this.slot = slot;
    }

    /** Which write this is the state after; grows with every write. */
    public long version() {
        return version;
    }

    /** The classes. */
    public Catalog catalog() {
        return catalog;
    }

    /** The row of the object with that OID, or -1. O(1). */
    public int rowOf(ObjectClass objectClass, long oidHigh, long oidLow) {
        return objectClass.oids().find(oidHigh, oidLow, version);
    }

    /** The more significant half of a row's OID. O(1). */
    public long oidHigh(ObjectClass objectClass, int row) {
        return objectClass.rows().oidHigh(row);
    }

    /** The less significant half of a row's OID. O(1). */
    public long oidLow(ObjectClass objectClass, int row) {
        return objectClass.rows().oidLow(row);
    }

    /**
     * The objects that meet all conditions, in the order of storing. With an index or a reverse link to start from it
     * costs O(candidates of the smallest); else it is a loop over the columns of the conditions.
     *
     * @param offset how many to leave out at the beginning; not negative
     * @param limit how many to return at most; not negative
     */
    public FindResult find(ObjectClass objectClass, List<Condition> conditions, long offset, int limit) {
        return find(objectClass, conditions, offset, limit, bytes -> {});
    }

    /**
     * As {@link #find(ObjectClass, List, long, int)}.
     *
     * @param memory asked for what the search holds, in bytes, before it takes that; may refuse with an exception
     */
    public FindResult find(
            ObjectClass objectClass, List<Condition> conditions, long offset, int limit, LongConsumer memory) {
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("negative offset or limit");
        }
        return new Finder(this, nanoTime, memory).find(objectClass, conditions, offset, limit);
    }

    /** How many objects meet all conditions; O(1) without any condition. */
    public CountResult count(ObjectClass objectClass, List<Condition> conditions) {
        return count(objectClass, conditions, bytes -> {});
    }

    /** As {@link #count(ObjectClass, List)}, asking for memory as a search does. */
    public CountResult count(ObjectClass objectClass, List<Condition> conditions, LongConsumer memory) {
        if (conditions.isEmpty()) {
            return new CountResult(objectClass.count(version), 0, 0);
        }
        return new Finder(this, nanoTime, memory).count(objectClass, conditions);
    }

    /** The number of different values an indexed column holds. O(entries of the index). */
    public long distinctValues(Column column) {
        ColumnIndex index = column.index();
        if (index == null || column.isLink()) {
            throw new IllegalArgumentException(column + " is not indexed");
        }
        return index.distinctValues(this);
    }

    /** True when the row has a value in the column. O(1). */
    public boolean isPresent(Column column, int row) {
        boolean present = column.cells().present(row);
        if (current(column, row)) {
            return present;
        }
        Undo undo = before(column, row);
        return undo == null ? present : undo.object != null;
    }

    /** The value of an {@code int} or {@code uint} member; 0 when absent. O(1), as all that follow. */
    public long whole(Column column, int row) {
        long value = ((WholeCells) column.cells()).value(row);
        return current(column, row) ? value : bitsBefore(column, row, value);
    }

    /** The value of a {@code decimal} member; 0 when absent. */
    public double decimal(Column column, int row) {
        double value = decimalOrNaN(column, row);
        return Double.isNaN(value) ? 0 : value;
    }

    /** The value of a {@code bool} member; false when absent. */
    public boolean bool(Column column, int row) {
        long value = ((BoolCells) column.cells()).bits(row);
        return (current(column, row) ? value : bitsBefore(column, row, value)) != 0;
    }

    /** The value of a {@code string} member as UTF-8, or null when absent. */
    public byte @Nullable [] text(Column column, int row) {
        return (byte[]) value(column, row);
    }

    /** Whether a {@code string} member is that text; false when absent. */
    boolean isText(Column column, int row, byte[] wanted) {
        boolean equal = ((TextCells) column.cells()).isEqual(row, wanted);
        if (current(column, row)) {
            return equal;
        }
        Undo undo = before(column, row);
        return undo == null ? equal : undo.object instanceof byte[] text && Arrays.equals(text, wanted);
    }

    /** The value of an {@code any} member, or null when absent. */
    public @Nullable Scalar any(Column column, int row) {
        return (Scalar) value(column, row);
    }

    /** The row a link leads to in {@link Column#target()}, or -1 when absent. */
    public int link(Column column, int row) {
        int target = ((LinkCells) column.cells()).target(row);
        return current(column, row) ? target : (int) bitsBefore(column, row, target);
    }

    /** The value of a list of {@code int} or {@code uint}, or null when absent. */
    public long @Nullable [] wholes(Column column, int row) {
        return (long[]) value(column, row);
    }

    /** The value of a list of {@code decimal}, or null when absent. */
    public double @Nullable [] decimals(Column column, int row) {
        return (double[]) value(column, row);
    }

    /** The value of a list of {@code bool}, or null when absent. */
    public boolean @Nullable [] bools(Column column, int row) {
        return (boolean[]) value(column, row);
    }

    /** The value of a list of {@code string}, each as UTF-8, or null when absent. */
    public byte @Nullable [][] texts(Column column, int row) {
        return (byte[][]) value(column, row);
    }

    /** The value of a list of {@code any}, or null when absent. */
    public Scalar @Nullable [] anys(Column column, int row) {
        return (Scalar[]) value(column, row);
    }

    /** The rows a list of links leads to, or null when absent. */
    public int @Nullable [] links(Column column, int row) {
        return (int[]) value(column, row);
    }

    /** Lets go of the state. Calling it again does nothing. */
    @Override
    public void close() {
        OpenSnapshots.Slot open = slot;
        if (open != null) {
            slot = null;
            open.free();
        }
    }

    /** Whether the row exists in this snapshot. */
    boolean visible(ObjectClass objectClass, int row) {
        return objectClass.rows().visible(row, version);
    }

    /** The value of a member that is held as an object, or null when absent. */
    @Nullable
    Object value(Column column, int row) {
        Object value = ((ObjectCells) column.cells()).value(row);
        if (current(column, row)) {
            return value;
        }
        Undo undo = before(column, row);
        return undo == null ? value : undo.object;
    }

    /** The value of a {@code decimal} member, NaN when absent. */
    double decimalOrNaN(Column column, int row) {
        double value = ((DecimalCells) column.cells()).value(row);
        if (current(column, row)) {
            return value;
        }
        Undo undo = before(column, row);
        return undo == null ? value : Double.longBitsToDouble(undo.bits);
    }

    /** What the cell holds, of whatever kind. */
    Content content(Column column, int row) {
        Cells cells = column.cells();
        long bits = cells.bits(row);
        Object object = cells.object(row);
        if (current(column, row)) {
            return new Content(bits, object);
        }
        Undo undo = before(column, row);
        return undo == null ? new Content(bits, object) : new Content(undo.bits, undo.object);
    }

    private boolean current(Column column, int row) {
        return column.owner().rows().unchangedSince(row, version);
    }

    private @Nullable Undo before(Column column, int row) {
        return column.owner().rows().before(column, row, version);
    }

    private long bitsBefore(Column column, int row, long current) {
        Undo undo = before(column, row);
        return undo == null ? current : undo.bits;
    }
}
