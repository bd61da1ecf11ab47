package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.FindResult;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.Names;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** {@code OIDS}: the OIDs of all objects of a class, in the order of storing. */
record OidsQuery(ObjectClass root) implements Query {

    @Override
    public Answer run(QueryContext context) {
        Snapshot snapshot = context.snapshot();
        FindResult all = snapshot.find(root, List.of(), 0, Integer.MAX_VALUE, context.memory()::take);
        int[] rows = all.rows();
        return new ListAnswer(rows.length) {
            @Override
            IntConsumer begin(JsonWriter out) {
                out.beginObject();
                out.name("_class");
                out.string(root.definition().name());
                out.name("_oids");
                out.beginArray();
                return index -> out.oid(snapshot.oidHigh(root, rows[index]), snapshot.oidLow(root, rows[index]));
            }

            @Override
            void end(JsonWriter out) {
                out.endArray();
                out.endObject();
            }
        };
    }

    /** Reads the body of an {@code OIDS}. */
    static final class Body extends AttributesOnly {
        private static final String CLASS = "_class";

        private final QueryContext context;
        private @Nullable ObjectClass root;

        Body(QueryContext context) {
            this.context = context;
        }

        @Override
        public List<String> attributes() {
            return List.of(CLASS);
        }

        @Override
        public void attribute(String name, JsonReader in) {
            root = Names.objectClass(context.catalog(), Attributes.text(in, name));
        }

        @Override
        public Query finish() {
            if (root == null) {
                throw Attributes.expected(CLASS, "OIDS needs _class: the class whose OIDs are wanted.");
            }
            return new OidsQuery(root);
        }
    }
}
