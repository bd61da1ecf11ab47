package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.Names;
import io.fusioncache.server.query.parse.OidList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET}: objects by their OIDs, in the order the OIDs are given. No garbage beyond the answer.
 *
 * @param depth how many links are expanded
 */
record GetQuery(ObjectClass root, OidList oids, int depth) implements Query {

    @Override
    public Answer run(QueryContext context) {
        return new Found(context.snapshot(), context.mostObjectsAtOnce());
    }

    /** The objects that are there, and the OIDs of those that are not. */
    private final class Found extends ListAnswer {
        private final Snapshot snapshot;
        private final long mostAtOnce;
        private int missing;

        Found(Snapshot snapshot, long mostAtOnce) {
            super(oids.size());
            this.mostAtOnce = mostAtOnce;
            this.snapshot = snapshot;
        }

        @Override
        IntConsumer begin(JsonWriter out) {
            out.beginObject();
            out.name("_class");
            out.string(root.definition().name());
            out.name("_objects");
            out.beginArray();
            ObjectWriter objects = new ObjectWriter(out, snapshot, depth, mostAtOnce);
            return index -> write(index, objects);
        }

        private void write(int index, ObjectWriter objects) {
            int row = row(index);
            if (row >= 0) {
                objects.write(root, row);
            } else {
                missing++;
            }
        }

        @Override
        void end(JsonWriter out) {
            out.endArray();
            if (missing > 0) {
                out.name("_missing");
                out.beginArray();
                for (int i = 0; i < oids.size(); i++) {
                    if (row(i) < 0) {
                        out.oid(oids.high(i), oids.low(i));
                    }
                }
                out.endArray();
            }
            out.endObject();
        }

        private int row(int index) {
            return snapshot.rowOf(root, oids.high(index), oids.low(index));
        }
    }

    /** Reads the body of a {@code GET}. */
    static final class Body extends RootClassBody {
        private static final String OIDS = "_oids";

        private final DepthLimit depth;
        private @Nullable OidList oids;

        Body(QueryContext context) {
            super(context);
            depth = new DepthLimit(context.settings());
        }

        @Override
        public List<String> attributes() {
            return DepthLimit.ATTRIBUTES;
        }

        @Override
        public void attribute(String name, JsonReader in) {
            depth.read(name, in);
        }

        @Override
        void inRoot(ObjectClass rootClass, String name, JsonReader in) {
            if (!name.equals(OIDS)) {
                Names.requireKey(name, rootClass.definition().name());
                throw Names.unknownAttribute(name, List.of(OIDS));
            }
            oids = Attributes.oids(in, OIDS);
        }

        @Override
        public Query finish() {
            ObjectClass root = requireRoot();
            if (oids == null) {
                throw Attributes.expected(OIDS, "GET needs _oids: the OIDs of the objects to get.");
            }
            return new GetQuery(root, oids, depth.value());
        }
    }
}
