package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Scalar;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects as {@code GET} and {@code FIND} show them: members in the order of the definition, absent ones left
 * out, links expanded, {@code _oid} last. An object that is being written further out, and one beyond the depth, is
 * written as its OID alone. Costs what the written objects cost, and for each link a look at the objects around it.
 */
final class ObjectWriter {
    private static final int BYTES_OF_AN_OBJECT = 256;

    private final JsonWriter out;
    private final Snapshot snapshot;
    private final int maxDepth;
    // The objects around the one that is written, from the outermost.
    private ObjectClass[] classPath = new ObjectClass[4];
    private int[] rowPath = new int[4];
    private int depth;
    private long left;

    /** @param maxDepth how many links are expanded below an object */
    ObjectWriter(JsonWriter out, Snapshot snapshot, int maxDepth) {
        this(out, snapshot, maxDepth, Long.MAX_VALUE);
    }

    /**
     * A writer that gives up with a {@link LongAnswerException}.
     *
     * @param most how much it writes at most: objects and, in texts, as many bytes as an object has about
     */
    ObjectWriter(JsonWriter out, Snapshot snapshot, int maxDepth, long most) {
        this.left = most;
        this.out = out;
        this.snapshot = snapshot;
        this.maxDepth = maxDepth;
    }

    /** Writes an object in its class name: <code>{"Person":{...}}</code>. */
    void writeWrapped(ObjectClass objectClass, int row) {
        out.beginObject();
        out.name(objectClass.definition().name());
        write(objectClass, row);
        out.endObject();
    }

    /** Writes an object. */
    void write(ObjectClass objectClass, int row) {
        spend(1);
        out.beginObject();
        enter(objectClass, row);
        for (Column column : objectClass.columns()) {
            writeMember(column, row);
        }
        depth--;
        writeOid(objectClass, row);
        out.endObject();
    }

    private void spend(int objects) {
        left -= objects;
        if (left < 0) {
            throw new LongAnswerException();
        }
    }

    private void enter(ObjectClass objectClass, int row) {
        if (depth == rowPath.length) {
            classPath = Arrays.copyOf(classPath, depth * 2);
            rowPath = Arrays.copyOf(rowPath, depth * 2);
        }
        classPath[depth] = objectClass;
        rowPath[depth] = row;
        depth++;
    }

    private void writeOid(ObjectClass objectClass, int row) {
        out.oidMember(snapshot.oidHigh(objectClass, row), snapshot.oidLow(objectClass, row));
    }

    private void writeMember(Column column, int row) {
        String name = column.definition().name();
        switch (column.definition().type()) {
            case MemberType.Plain plain -> {
                if (plain.list()) {
                    writeList(name, column, plain.scalar(), row);
                } else {
                    writeScalar(name, column, plain.scalar(), row);
                }
            }
            case MemberType.Link link -> {
                if (link.list()) {
                    writeLinks(name, column.target(), snapshot.links(column, row));
                } else {
                    int target = snapshot.link(column, row);
                    if (target >= 0) {
                        out.name(name);
                        writeLinked(column.target(), target);
                    }
                }
            }
        }
    }

    private void writeLinks(String name, ObjectClass target, int @Nullable [] rows) {
        if (rows == null) {
            return;
        }
        out.name(name);
        out.beginArray();
        for (int linked : rows) {
            writeLinked(target, linked);
        }
        out.endArray();
    }

    private void writeLinked(ObjectClass target, int row) {
        if (depth <= maxDepth && !isAround(target, row)) {
            writeWrapped(target, row);
            return;
        }
        spend(1);
        out.beginObject();
        out.name(target.definition().name());
        out.beginObject();
        writeOid(target, row);
        out.endObject();
        out.endObject();
    }

    private boolean isAround(ObjectClass objectClass, int row) {
        for (int i = 0; i < depth; i++) {
            if (rowPath[i] == row && classPath[i] == objectClass) {
                return true;
            }
        }
        return false;
    }

    private void writeScalar(String name, Column column, ScalarType type, int row) {
        switch (type) {
            case STRING -> {
                byte[] text = snapshot.text(column, row);
                if (text != null) {
                    spend(text.length / BYTES_OF_AN_OBJECT);
                    out.name(name);
                    out.string(text);
                }
            }
            case ANY -> {
                Scalar value = snapshot.any(column, row);
                if (value != null) {
                    out.name(name);
                    writeAny(value);
                }
            }
            default -> {
                if (snapshot.isPresent(column, row)) {
                    out.name(name);
                    writePrimitive(column, type, row);
                }
            }
        }
    }

    private void writePrimitive(Column column, ScalarType type, int row) {
        switch (type) {
            case INT -> out.whole(snapshot.whole(column, row));
            case UINT -> out.unsigned(snapshot.whole(column, row));
            case DECIMAL -> out.decimal(snapshot.decimal(column, row));
            case BOOL -> out.bool(snapshot.bool(column, row));
            case STRING, ANY -> throw new IllegalStateException(type + " is no primitive");
        }
    }

    private void writeAny(Scalar value) {
        switch (value) {
            case Scalar.Text text -> out.string(text.utf8());
            case Scalar.Numeral numeral -> out.numeral(numeral.text());
            case Scalar.Bool bool -> out.bool(bool.value());
            case Scalar.Whole whole -> out.whole(whole.value());
            case Scalar.Decimal decimal -> out.decimal(decimal.value());
        }
    }

    private void writeList(String name, Column column, ScalarType type, int row) {
        if (!snapshot.isPresent(column, row)) {
            return;
        }
        out.name(name);
        out.beginArray();
        switch (type) {
            case STRING -> writeTexts(snapshot.texts(column, row));
            case INT -> writeWholes(snapshot.wholes(column, row), true);
            case UINT -> writeWholes(snapshot.wholes(column, row), false);
            case DECIMAL -> writeDecimals(snapshot.decimals(column, row));
            case BOOL -> writeBools(snapshot.bools(column, row));
            case ANY -> writeAnys(snapshot.anys(column, row));
        }
        out.endArray();
    }

    private void writeTexts(byte @Nullable [][] values) {
        if (values != null) {
            for (byte[] value : values) {
                out.string(value);
            }
        }
    }

    private void writeWholes(long @Nullable [] values, boolean signed) {
        if (values != null) {
            for (long value : values) {
                if (signed) {
                    out.whole(value);
                } else {
                    out.unsigned(value);
                }
            }
        }
    }

    private void writeDecimals(double @Nullable [] values) {
        if (values != null) {
            for (double value : values) {
                out.decimal(value);
            }
        }
    }

    private void writeBools(boolean @Nullable [] values) {
        if (values != null) {
            for (boolean value : values) {
                out.bool(value);
            }
        }
    }

    private void writeAnys(Scalar @Nullable [] values) {
        if (values != null) {
            for (Scalar value : values) {
                writeAny(value);
            }
        }
    }
}
