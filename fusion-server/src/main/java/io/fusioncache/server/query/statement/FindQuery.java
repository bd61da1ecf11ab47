package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.Condition;
import io.fusioncache.server.engine.object.FindResult;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * {@code FIND}: the objects of a class that meet all terms, in the order of storing.
 *
 * @param offset how many are left out at the beginning
 * @param limit how many come back at most
 * @param depth how many links are expanded
 */
record FindQuery(ObjectClass root, List<Condition> terms, long offset, int limit, int depth) implements Query {

    @Override
    public Answer run(QueryContext context) {
        Snapshot snapshot = context.snapshot();
        FindResult found = snapshot.find(root, terms, offset, limit, context.memory()::take);
        context.searched(found.indexNanos(), found.scanNanos());
        if (found.more()) {
            context.more();
        }
        int[] rows = found.rows();
        return new ListAnswer(rows.length) {
            @Override
            IntConsumer begin(JsonWriter out) {
                out.beginArray();
                ObjectWriter objects = new ObjectWriter(out, snapshot, depth);
                return index -> objects.writeWrapped(root, rows[index]);
            }

            @Override
            void end(JsonWriter out) {
                out.endArray();
            }
        };
    }

    /** Reads the body of a {@code FIND}. */
    static final class Body extends RootClassBody {
        private static final String LIMIT = "_limit";
        private static final String OFFSET = "_offset";
        private static final List<String> ATTRIBUTES = List.of(LIMIT, OFFSET, DepthLimit.NAME);

        private final DepthLimit depth;
        private final List<Condition> terms = new ArrayList<>();
        private long limit;
        private long offset;

        Body(QueryContext context) {
            super(context);
            depth = new DepthLimit(context.settings());
            limit = context.settings().maxFindResults();
        }

        @Override
        public List<String> attributes() {
            return ATTRIBUTES;
        }

        @Override
        public void attribute(String name, JsonReader in) {
            switch (name) {
                case LIMIT -> limit = Math.min(limit, Attributes.count(in, name));
                case OFFSET -> offset = Attributes.count(in, name);
                default -> depth.read(name, in);
            }
        }

        @Override
        void inRoot(ObjectClass rootClass, String name, JsonReader in) {
            Terms.add(rootClass, name, in, terms);
        }

        @Override
        public Query finish() {
            return new FindQuery(requireRoot(), terms, offset, (int) limit, depth.value());
        }
    }
}
