package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.memory.HeapArrays;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Scalar;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a {@code STORE} into the columns of a batch, value by value, with nothing in between. */
public final class StoredObjects {
    private static final int REFERENCE = 4;
    private static final int FIRST_LENGTH = 8;

    private final StoreBatch batch;

    /** Reads into that batch. */
    public StoredObjects(StoreBatch batch) {
        this.batch = batch;
    }

    /**
     * Reads the object the reader is at, and those that it links.
     *
     * @return its number in the batch
     * @throws FqlException 1102, 1200, 1201, 1400, 1700, 1801 or 1900
     */
    public int read(ObjectClass objectClass, JsonReader in) {
        return members(objectClass, in.nextName(), in);
    }

    private int members(ObjectClass objectClass, @Nullable String first, JsonReader in) {
        BatchRows rows = batch.rows(objectClass);
        int row = rows.add();
        for (String name = first; name != null; name = in.nextName()) {
            Column column = Names.column(objectClass, name);
            if (!in.atNull()) {
                set(rows, column, row, in);
            }
        }
        return row;
    }

    private void set(BatchRows rows, Column column, int row, JsonReader in) {
        switch (column.definition().type()) {
            case MemberType.Plain plain -> {
                if (plain.list()) {
                    setList(rows, column, row, plain.scalar(), in);
                } else {
                    setScalar(rows, column, row, plain.scalar(), in);
                }
            }
            case MemberType.Link link -> {
                if (link.list()) {
                    long before = in.memory().taken();
                    rows.setLinks(column, row, targets(column, in));
                    in.memory().backTo(before);
                } else {
                    rows.setLink(column, row, target(column, in));
                }
            }
        }
    }

    private static void setScalar(BatchRows rows, Column column, int row, ScalarType type, JsonReader in) {
        switch (type) {
            case STRING -> rows.setText(column, row, Scalars.text(in, column));
            case INT, UINT -> rows.setWhole(column, row, Scalars.whole(in, column, type));
            case DECIMAL -> rows.setDecimal(column, row, Scalars.decimal(in, column));
            case BOOL -> rows.setBool(column, row, Scalars.bool(in, column));
            case ANY -> rows.setAny(column, row, Scalars.any(in, column));
        }
    }

    private static void setList(BatchRows rows, Column column, int row, ScalarType type, JsonReader in) {
        if (!in.atArray()) {
            throw Scalars.differs(in, column);
        }
        WorkingMemory memory = in.memory();
        long before = memory.taken();
        switch (type) {
            case STRING -> rows.setTexts(column, row, texts(column, in));
            case INT, UINT -> rows.setWholes(column, row, wholes(column, type, in));
            case DECIMAL -> rows.setDecimals(column, row, decimals(column, in));
            case BOOL -> rows.setBools(column, row, bools(column, in));
            case ANY ->
                rows.setAnys(column, row, Scalars.constants(in, column, type).toArray(Scalar[]::new));
        }
        // The row is charged with the list by now.
        memory.backTo(before);
    }

    /** Twice as many elements, when there is room for them twice: at the end they are copied once more. */
    private static int longer(int size, int elementBytes, JsonReader in) {
        if (size > FIRST_LENGTH) {
            in.memory().giveBack(2 * HeapArrays.bytes((long) size * elementBytes));
        }
        in.memory().take(2 * HeapArrays.bytes(2L * size * elementBytes));
        return Math.multiplyExact(size, 2);
    }

    private static byte[][] texts(Column column, JsonReader in) {
        byte[][] values = new byte[FIRST_LENGTH][];
        int size = 0;
        while (in.nextElement()) {
            values = size == values.length ? Arrays.copyOf(values, longer(size, REFERENCE, in)) : values;
            byte[] text = Scalars.text(in, column);
            in.memory().take(HeapArrays.bytes(text.length));
            values[size++] = text;
        }
        return Arrays.copyOf(values, size);
    }

    private static long[] wholes(Column column, ScalarType type, JsonReader in) {
        long[] values = new long[FIRST_LENGTH];
        int size = 0;
        while (in.nextElement()) {
            values = size == values.length ? Arrays.copyOf(values, longer(size, Long.BYTES, in)) : values;
            values[size++] = Scalars.whole(in, column, type);
        }
        return Arrays.copyOf(values, size);
    }

    private static double[] decimals(Column column, JsonReader in) {
        double[] values = new double[FIRST_LENGTH];
        int size = 0;
        while (in.nextElement()) {
            values = size == values.length ? Arrays.copyOf(values, longer(size, Double.BYTES, in)) : values;
            values[size++] = Scalars.decimal(in, column);
        }
        return Arrays.copyOf(values, size);
    }

    private static boolean[] bools(Column column, JsonReader in) {
        boolean[] values = new boolean[FIRST_LENGTH];
        int size = 0;
        while (in.nextElement()) {
            values = size == values.length ? Arrays.copyOf(values, longer(size, 1, in)) : values;
            values[size++] = Scalars.bool(in, column);
        }
        return Arrays.copyOf(values, size);
    }

    private int[] targets(Column column, JsonReader in) {
        if (!in.atArray()) {
            throw Scalars.differs(in, column);
        }
        int[] targets = new int[FIRST_LENGTH];
        int size = 0;
        while (in.nextElement()) {
            targets = size == targets.length ? Arrays.copyOf(targets, longer(size, Integer.BYTES, in)) : targets;
            targets[size++] = target(column, in);
        }
        return Arrays.copyOf(targets, size);
    }

    /** The linked object the reader is at, bare or wrapped in its class name. */
    private int target(Column column, JsonReader in) {
        if (!in.atObject()) {
            throw Scalars.differs(in, column);
        }
        ObjectClass target = column.target();
        String first = in.nextName();
        // A member that is named as its own class is a member.
        boolean wrapped = first != null && first.equals(target.definition().name()) && target.column(first) == null;
        if (!wrapped) {
            return bare(column, first, in);
        }
        if (!in.atObject()) {
            throw Scalars.differs(in, column, "in the class name stands an object");
        }
        int row = bare(column, in.nextName(), in);
        String beside = in.nextName();
        if (beside != null) {
            throw Names.notInWrapper(beside, target);
        }
        return row;
    }

    private int bare(Column column, @Nullable String first, JsonReader in) {
        if (Links.OID.equals(first)) {
            return batch.existing(column.target(), Links.onlyOid(column, in));
        }
        return members(column.target(), first, in);
    }
}
