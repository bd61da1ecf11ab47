package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.server.query.json.JsonWriter;

/** {@code ERRORS}: the whole table of errors. */
record ErrorsQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        return ErrorsQuery::write;
    }

    private static void write(JsonWriter out) {
        out.beginArray();
        for (FqlError error : FqlError.values()) {
            out.beginObject();
            out.name("c");
            out.whole(error.code());
            out.name("d");
            out.string(error.text());
            out.endObject();
        }
        out.endArray();
    }
}
