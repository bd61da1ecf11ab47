package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Condition;
import io.fusioncache.server.engine.object.CountResult;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * {@code COUNT}: how many objects there are.
 *
 * @param roots the classes that are counted: the one that was named, or all
 * @param terms what counted objects meet; empty for all
 */
record CountQuery(Collection<ObjectClass> roots, List<Condition> terms) implements Query {

    @Override
    public Answer run(QueryContext context) {
        Snapshot snapshot = context.snapshot();
        List<Long> counts = new ArrayList<>(roots.size());
        for (ObjectClass root : roots) {
            CountResult result = snapshot.count(root, terms, context.memory()::take);
            context.searched(result.indexNanos(), result.scanNanos());
            counts.add(result.count());
        }
        return out -> write(counts, out);
    }

    private void write(List<Long> counts, JsonWriter out) {
        out.beginObject();
        int index = 0;
        for (ObjectClass root : roots) {
            out.name(root.definition().name());
            out.beginObject();
            out.name("_cnt");
            out.whole(counts.get(index++));
            out.endObject();
        }
        out.endObject();
    }

    /** Reads the body of a {@code COUNT}. */
    static final class Body extends RootClassBody {
        private final List<Condition> terms = new ArrayList<>();

        Body(QueryContext context) {
            super(context);
        }

        @Override
        void inRoot(ObjectClass rootClass, String name, JsonReader in) {
            Terms.add(rootClass, name, in, terms);
        }

        @Override
        public Query finish() {
            ObjectClass root = rootOrNull();
            return new CountQuery(root == null ? context().catalog().classes() : List.of(root), terms);
        }
    }
}
