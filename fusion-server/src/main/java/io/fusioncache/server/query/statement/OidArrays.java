package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Oid;
import io.fusioncache.server.query.json.JsonWriter;
import java.util.List;

/** Writes lists of OIDs. */
final class OidArrays {
    private OidArrays() {}

    /** Writes {@code _missing}, unless nothing is missing. */
    static void writeMissing(JsonWriter out, List<Oid> missing) {
        if (missing.isEmpty()) {
            return;
        }
        out.name("_missing");
        out.beginArray();
        for (Oid oid : missing) {
            out.oid(oid.high(), oid.low());
        }
        out.endArray();
    }
}
