package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.DeletePlan;
import io.fusioncache.server.engine.object.DeleteResult;
import io.fusioncache.server.engine.object.DeleteResult.Deleted;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.Names;
import java.util.List;
import java.util.Map;

/** {@code DELETE}: deletes objects and, when deep, what only they lead to. */
record DeleteQuery(DeletePlan plan) implements Query {

    @Override
    public Answer run(QueryContext context) {
        DeleteResult result = context.store().delete(plan);
        context.changed();
        TargetedBody.tellSearch(context, plan.selection(), result.indexNanos(), result.scanNanos());
        return out -> write(result, out);
    }

    private static void write(DeleteResult result, JsonWriter out) {
        out.beginObject();
        out.name(result.deleted().objectClass().definition().name());
        out.beginObject();
        writeCounts(result.deleted(), out);
        OidArrays.writeMissing(out, result.missing());
        out.endObject();
        out.endObject();
    }

    private static void writeCounts(Deleted deleted, JsonWriter out) {
        for (Map.Entry<Column, Deleted> reached : deleted.reached().entrySet()) {
            out.name(reached.getKey().definition().name());
            out.beginObject();
            out.name(reached.getValue().objectClass().definition().name());
            out.beginObject();
            writeCounts(reached.getValue(), out);
            out.endObject();
            out.endObject();
        }
        out.name("_cnt");
        out.whole(deleted.count());
    }

    /** Reads the body of a {@code DELETE}. */
    static final class Body extends TargetedBody {
        private static final String DEEP = "_deep";

        private boolean deep;

        Body(QueryContext context) {
            super(context);
        }

        @Override
        void change(ObjectClass rootClass, String name, JsonReader in) {
            if (!name.equals(DEEP)) {
                Names.requireKey(name, rootClass.definition().name());
                throw Names.unknownAttribute(name, List.of("_oids", "_where", DEEP));
            }
            deep = Attributes.bool(in, DEEP);
        }

        @Override
        public Query finish() {
            return new DeleteQuery(new DeletePlan(requireRoot(), selection(), deep));
        }
    }
}
