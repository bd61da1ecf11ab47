package io.fusioncache.server.engine.object;

import org.jspecify.annotations.Nullable;

/**
 * Objects of one class in a {@link StoreBatch}, numbered from 0 in the order they were added. A member that is not set
 * is absent. Arrays that are given become the stored ones: the caller must not change them afterwards.
 */
public final class BatchRows {
    private static final int[] NO_ROWS = {};
    /** An OID and the row of the class, in bytes. */
    private static final int PLACE_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final ObjectClass objectClass;
    private final BatchMemory memory;
    private final @Nullable Cells[] cells;
    private final @Nullable BatchTexts[] texts;
    private int size;
    private long elements;
    private long[] oidHigh = {};
    private long[] oidLow = {};

    BatchRows(ObjectClass objectClass, BatchMemory memory) {
        this.objectClass = objectClass;
        this.memory = memory;
        this.cells = new @Nullable Cells[objectClass.columns().size()];
        this.texts = new @Nullable BatchTexts[cells.length];
    }

    /** Adds an object without any value and returns its number in the batch. */
    public int add() {
        if (size == Integer.MAX_VALUE - Cells.PAGE_ROWS) {
            throw new IllegalStateException("too many objects");
        }
        return size++;
    }

    /** How many objects there are. */
    public int size() {
        return size;
    }

    /** For {@code int} and {@code uint}. */
    public void setWhole(Column column, int row, long value) {
        set(column, row, value);
    }

    /** For {@code decimal}; not NaN, which JSON can't say. */
    public void setDecimal(Column column, int row, double value) {
        set(column, row, Double.doubleToRawLongBits(Values.noNaN(value)));
    }

    /** For {@code bool}. */
    public void setBool(Column column, int row, boolean value) {
        set(column, row, value ? 1 : 0);
    }

    /** For {@code string}. */
    public void setText(Column column, int row, byte[] utf8) {
        textsToWrite(column, row).set(row, utf8);
    }

    /** For {@code string}: a part of an array, which is copied and stays the caller's. */
    public void setText(Column column, int row, byte[] source, int from, int length) {
        textsToWrite(column, row).set(row, source, from, length);
    }

    /** For {@code any}. */
    public void setAny(Column column, int row, Scalar value) {
        set(column, row, value, 0);
    }

    /**
     * For a link.
     *
     * @param target the number of an object of {@link Column#target()} in the same batch, or what
     *     {@link StoreBatch#existing} returned
     */
    public void setLink(Column column, int row, int target) {
        set(column, row, target);
    }

    /** For a list of {@code int} or {@code uint}. */
    public void setWholes(Column column, int row, long[] values) {
        set(column, row, values, values.length);
    }

    /** For a list of {@code decimal}; without NaN. */
    public void setDecimals(Column column, int row, double[] values) {
        for (double value : values) {
            Values.noNaN(value);
        }
        set(column, row, values, values.length);
    }

    /** For a list of {@code bool}. */
    public void setBools(Column column, int row, boolean[] values) {
        set(column, row, values, values.length);
    }

    /** For a list of {@code string}. */
    public void setTexts(Column column, int row, byte[][] values) {
        set(column, row, values, values.length);
    }

    /** For a list of {@code any}. */
    public void setAnys(Column column, int row, Scalar[] values) {
        set(column, row, values, values.length);
    }

    /** For a list of links; each target as in {@link #setLink}. */
    public void setLinks(Column column, int row, int[] targets) {
        set(column, row, targets, targets.length);
    }

    /** What {@link #setLink} was given, or {@link Integer#MIN_VALUE} when absent: for writing the answer. */
    public int link(Column column, int row) {
        Cells known = cellsAt(column, row);
        return known == null || !known.present(row) ? Integer.MIN_VALUE : (int) known.bits(row);
    }

    /** What {@link #setLinks} was given, or an empty array when absent. */
    public int[] links(Column column, int row) {
        Cells known = cellsAt(column, row);
        Object targets = known == null ? null : known.object(row);
        return targets == null ? NO_ROWS : (int[]) targets;
    }

    /** The more significant half of the OID the object has; known once the batch is stored. */
    public long oidHigh(int row) {
        return oidHigh[row];
    }

    /** The less significant half of the OID the object has; known once the batch is stored. */
    public long oidLow(int row) {
        return oidLow[row];
    }

    ObjectClass objectClass() {
        return objectClass;
    }

    /** How many elements the lists have together. */
    long elements() {
        return elements;
    }

    /** The cells of a column, good for every row; null when no object has a value. */
    @Nullable
    Cells cells(Column column) {
        return cells[column.position()];
    }

    /** The cells of a column, good for the row; null when no object has a value. */
    private @Nullable Cells cellsAt(Column column, int row) {
        Cells known = cells[column.position()];
        if (known != null) {
            known.ensure(row);
        }
        return known;
    }

    /** Makes place for the OIDs, and for the cells of objects whose last members are absent. */
    void prepare() {
        memory.charge((long) size * PLACE_BYTES);
        oidHigh = new long[size];
        oidLow = new long[size];
        for (BatchTexts known : texts) {
            if (known != null) {
                known.close();
            }
        }
        for (Cells known : cells) {
            if (known != null && size > 0) {
                // The first page is the only one that is not whole.
                known.ensure(Math.min(size - 1, Cells.PAGE_MASK));
                known.ensure(size - 1);
            }
        }
    }

    long[] oidHigh() {
        return oidHigh;
    }

    long[] oidLow() {
        return oidLow;
    }

    void setOid(int row, long high, long low) {
        oidHigh[row] = high;
        oidLow[row] = low;
    }

    private void set(Column column, int row, long bits) {
        cellsToWrite(column, row).put(row, bits, Cells.PRESENT);
    }

    private void set(Column column, int row, Object value, int elementCount) {
        Cells written = cellsToWrite(column, row);
        Object old = written.object(row);
        if (old != null) {
            memory.release(Sizes.value(old));
            elements -= Values.length(old instanceof Scalar ? null : old);
        }
        memory.charge(Sizes.value(value));
        elements += elementCount;
        written.put(row, 0, value);
    }

    private BatchTexts textsToWrite(Column column, int row) {
        Cells written = cellsToWrite(column, row);
        BatchTexts known = texts[column.position()];
        if (known == null) {
            known = new BatchTexts((TextCells) written, memory);
            texts[column.position()] = known;
        }
        return known;
    }

    private Cells cellsToWrite(Column column, int row) {
        if (column.owner() != objectClass || row < 0 || row >= size) {
            throw new IllegalArgumentException("no such cell: " + column + " of object " + row);
        }
        Cells known = cells[column.position()];
        if (known == null) {
            known = Cells.of(column.definition().type(), memory);
            cells[column.position()] = known;
        }
        known.ensure(row);
        return known;
    }
}
