package io.fusioncache.server.query.statement;

import io.fusioncache.server.engine.object.MemberDefinition;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.query.json.JsonWriter;
import io.fusioncache.server.query.parse.TypeNames;
import java.util.Collection;

/** {@code CLASSES}: every class as it was declared, in the order of creation. */
record ClassesQuery() implements Query {

    @Override
    public Answer run(QueryContext context) {
        Collection<ObjectClass> classes = context.catalog().classes();
        return out -> write(classes, out);
    }

    private static void write(Collection<ObjectClass> classes, JsonWriter out) {
        out.beginArray();
        for (ObjectClass objectClass : classes) {
            out.beginObject();
            out.name(objectClass.definition().name());
            out.beginObject();
            for (MemberDefinition member : objectClass.definition().members()) {
                out.name(member.name());
                out.beginObject();
                out.name("_type");
                out.string(TypeNames.text(member.type()));
                out.name("_index");
                out.bool(member.indexed());
                out.endObject();
            }
            out.endObject();
            out.endObject();
        }
        out.endArray();
    }
}
