package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonWriter;
import java.util.List;

/** {@code INDEXES}: for each class with an index, how many different values each of its indexes holds. */
record IndexesQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        Snapshot snapshot = context.snapshot();
        return out -> write(snapshot, out);
    }

    private static void write(Snapshot snapshot, JsonWriter out) {
        out.beginArray();
        for (ObjectClass objectClass : snapshot.catalog().classes()) {
            List<Column> indexed = objectClass.columns().stream()
                    .filter(column -> column.definition().indexed())
                    .toList();
            if (!indexed.isEmpty()) {
                out.beginObject();
                out.name(objectClass.definition().name());
                out.beginObject();
                for (Column column : indexed) {
                    out.name(column.definition().name());
                    out.beginObject();
                    out.name("_keys");
                    out.whole(snapshot.distinctValues(column));
                    out.endObject();
                }
                out.endObject();
                out.endObject();
            }
        }
        out.endArray();
    }
}
