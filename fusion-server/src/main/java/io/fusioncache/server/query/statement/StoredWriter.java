package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Oid;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonWriter;

/** Writes what became of stored objects: their OIDs, and nested as they were sent those of the objects they link. */
final class StoredWriter {
    private final JsonWriter out;
    private final StoreBatch batch;

    StoredWriter(JsonWriter out, StoreBatch batch) {
        this.out = out;
        this.batch = batch;
    }

    /** Writes the entry of an object. */
    void write(ObjectClass objectClass, int row) {
        out.beginObject();
        out.name(objectClass.definition().name());
        out.beginObject();
        if (row >= 0) {
            writeStored(objectClass, row);
        } else {
            Oid existing = batch.existingOid(row);
            out.oidMember(existing.high(), existing.low());
        }
        out.endObject();
        out.endObject();
    }

    private void writeStored(ObjectClass objectClass, int row) {
        BatchRows rows = batch.rows(objectClass);
        for (Column column : objectClass.columns()) {
            if (column.definition().type() instanceof MemberType.Link link) {
                writeLinks(rows, column, link.list(), row);
            }
        }
        out.oidMember(rows.oidHigh(row), rows.oidLow(row));
    }

    private void writeLinks(BatchRows rows, Column column, boolean list, int row) {
        String name = column.definition().name();
        if (list) {
            int[] targets = rows.links(column, row);
            if (targets.length > 0) {
                out.name(name);
                out.beginArray();
                for (int target : targets) {
                    write(column.target(), target);
                }
                out.endArray();
            }
        } else {
            int target = rows.link(column, row);
            if (target != Integer.MIN_VALUE) {
                out.name(name);
                write(column.target(), target);
            }
        }
    }
}
