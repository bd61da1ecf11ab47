package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.ClassDefinition;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.ClassDefinitions;
import java.util.ArrayList;
import java.util.List;

/** {@code CREATE_CLASSES}: makes classes, all or none. */
record CreateClassesQuery(List<ClassDefinition> definitions) implements Query {

    @Override
    public Answer run(QueryContext context) {
        context.store().createClasses(definitions);
        context.changed();
        return this::write;
    }

    private void write(JsonWriter out) {
        out.beginObject();
        for (ClassDefinition definition : definitions) {
            out.name(definition.name());
            out.beginObject();
            out.endObject();
        }
        out.endObject();
    }

    /** Reads the body of a {@code CREATE_CLASSES}. */
    static final class Body implements QueryBody {
        private final QueryContext context;
        private final List<ClassDefinition> definitions = new ArrayList<>();

        Body(QueryContext context) {
            this.context = context;
        }

        @Override
        public void member(String name, JsonReader in) {
            definitions.add(ClassDefinitions.read(name, in));
        }

        @Override
        public Query finish() {
            if (definitions.isEmpty()) {
                throw RootClassBody.noRoot();
            }
            ClassDefinitions.requireTargets(definitions, context.catalog());
            return new CreateClassesQuery(definitions);
        }
    }
}
