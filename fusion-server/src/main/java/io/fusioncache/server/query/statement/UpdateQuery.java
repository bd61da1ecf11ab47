package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Assignment;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.UpdatePlan;
import io.fusioncache.server.engine.object.UpdateResult;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Assignments;
import io.fusioncache.server.query.parse.Terms;
import java.util.ArrayList;
import java.util.List;

/** {@code UPDATE}: changes members of objects, and of objects they link; all or none. */
record UpdateQuery(UpdatePlan plan) implements Query {

    @Override
    public Answer run(QueryContext context) {
        UpdateResult result = context.store().update(plan);
        context.changed();
        TargetedBody.tellSearch(context, plan.selection(), result.indexNanos(), result.scanNanos());
        return out -> write(result, out);
    }

    private void write(UpdateResult result, JsonWriter out) {
        out.beginObject();
        out.name(plan.root().definition().name());
        out.beginObject();
        out.name("_cnt");
        out.whole(result.count());
        OidArrays.writeMissing(out, result.missing());
        out.endObject();
        out.endObject();
    }

    /** Reads the body of an {@code UPDATE}. */
    static final class Body extends TargetedBody {
        private final List<Assignment> assignments = new ArrayList<>();

        Body(QueryContext context) {
            super(context);
        }

        @Override
        void change(ObjectClass rootClass, String name, JsonReader in) {
            assignments.add(Assignments.read(rootClass, name, in));
        }

        @Override
        public Query finish() {
            ObjectClass root = requireRoot();
            if (assignments.isEmpty()) {
                String name = root.definition().name();
                throw Terms.expected(name, "The update of " + name + " changes no member.");
            }
            return new UpdateQuery(new UpdatePlan(root, selection(), assignments));
        }
    }
}
