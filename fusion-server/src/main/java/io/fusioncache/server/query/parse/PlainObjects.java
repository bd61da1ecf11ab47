package io.fusioncache.server.query.parse;

import io.fusioncache.common.json.PlainObject;
import io.fusioncache.common.json.PlainObject.Kind;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.LongWork;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the plain ones among the objects of a {@code STORE}, straight from the bytes of the message into the batch,
 * each byte once. Whatever is not plain, be it right or wrong, it leaves to {@link StoredObjects}, so that there is one
 * place that knows it: it stops before such an object, and nothing of it has been entered then.
 *
 * <p>The message must be known to be UTF-8.
 */
public final class PlainObjects {
    /** What is looked at of the next chunk when an object goes on there; longer ones are not plain. */
    private static final int OVERLAP = 64 * 1024;

    /** So many objects are read in about a tenth of a millisecond. */
    private static final int ROWS_AT_ONCE = 1024;

    private final List<Column> columns;
    private final BatchRows rows;
    private final PlainObject object;
    private final List<byte[]> chunks;
    private int chunk;
    /** Where the chunk begins in the message. */
    private long base;

    /**
     * Reads objects of a class.
     *
     * @param rows the batch's objects of the class
     * @param chunks the message, to which chunks may be added between two calls of {@link #read}
     */
    public PlainObjects(ObjectClass objectClass, BatchRows rows, List<byte[]> chunks) {
        this.columns = objectClass.columns();
        this.rows = rows;
        this.object = new PlainObject(columns.stream()
                .map(Column::definition)
                .map(member -> new PlainObject.Member(member.name(), kind(member.type())))
                .toList());
        this.chunks = chunks;
    }

    private static Kind kind(MemberType type) {
        if (type instanceof MemberType.Plain plain && !plain.list()) {
            return switch (plain.scalar()) {
                case STRING -> Kind.TEXT;
                case INT -> Kind.INT;
                case UINT -> Kind.UINT;
                case DECIMAL -> Kind.DECIMAL;
                case BOOL -> Kind.BOOL;
                case ANY -> Kind.OTHER;
            };
        }
        return Kind.OTHER;
    }

    /**
     * Reads objects until there is one that is not plain, or none.
     *
     * @param offset where to begin: behind another element of the array
     * @return where the last one ends; the same offset when there was none. The batch has got as many rows as there
     *     were objects
     */
    public long read(long offset) {
        long done = offset;
        while (true) {
            long before = done;
            byte[] bytes = chunkAt(done);
            int from = (int) (done - base);
            done += enterAll(bytes, from) - from;
            if (!object.isCutOff() || chunk + 1 == chunks.size()) {
                return done;
            }
            byte[] seam = seam(bytes, (int) (done - base));
            done += enterOne(seam, 0);
            if (done == before) {
                return done;
            }
        }
    }

    /** Whether the last reading ended because the chunks did, before an object did. */
    public boolean isCutOff() {
        return object.isCutOff();
    }

    /** Enters the objects that begin there, and returns where the last one ends. */
    private int enterAll(byte[] bytes, int from) {
        int done = from;
        while (true) {
            int end = enterOne(bytes, done);
            if (end == done) {
                return done;
            }
            done = end;
            if (rows.size() % ROWS_AT_ONCE == 0) {
                LongWork.giveWay();
            }
        }
    }

    /** Enters one object; returns where it ends, or where it was to begin when it is not plain. */
    private int enterOne(byte[] bytes, int from) {
        int end = object.readNext(bytes, from, bytes.length);
        if (end < 0) {
            return from;
        }
        int row = rows.add();
        for (int i = 0; i < object.count(); i++) {
            int place = object.place(i);
            Column column = columns.get(place);
            switch (((MemberType.Plain) column.definition().type()).scalar()) {
                case STRING ->
                    rows.setText(column, row, bytes, object.start(place), object.end(place) - object.start(place));
                case INT, UINT -> rows.setWhole(column, row, object.whole(place));
                case DECIMAL -> rows.setDecimal(column, row, object.decimal(place));
                case BOOL -> rows.setBool(column, row, object.whole(place) != 0);
                case ANY -> throw new IllegalStateException("no value of that kind is plain");
            }
        }
        return end;
    }

    /** The chunk that has the offset; the last one at the end of the message. */
    private byte[] chunkAt(long offset) {
        while (chunk + 1 < chunks.size() && offset - base >= chunks.get(chunk).length) {
            base += chunks.get(chunk).length;
            chunk++;
        }
        return chunks.get(chunk);
    }

    /** The rest of a chunk, and the beginning of the next one. */
    private byte[] seam(byte[] bytes, int from) {
        byte[] next = chunks.get(chunk + 1);
        int rest = bytes.length - from;
        int more = Math.min(next.length, OVERLAP);
        byte[] seam = Arrays.copyOfRange(bytes, from, from + rest + more);
        System.arraycopy(next, 0, seam, rest, more);
        return seam;
    }
}
