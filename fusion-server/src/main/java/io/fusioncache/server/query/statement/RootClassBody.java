package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Shortened;
import io.fusioncache.server.query.parse.Names;
import io.fusioncache.server.query.parse.Terms;
import org.jspecify.annotations.Nullable;

/** The body of a query about one class: the class's name, and in its object what the query says about it. */
abstract class RootClassBody implements QueryBody {
    private final QueryContext context;
    private @Nullable ObjectClass root;

    RootClassBody(QueryContext context) {
        this.context = context;
    }

    @Override
    public final void member(String name, JsonReader in) {
        if (root != null) {
            throw new FqlException(
                    FqlError.ROOT_CLASS_MISSING,
                    Shortened.of(name),
                    "The query is about " + root.definition().name() + " already and can't be about a second class.");
        }
        ObjectClass found = Names.objectClass(context.catalog(), name);
        root = found;
        if (!in.atObject()) {
            throw Terms.expected(
                    name, "The query says about " + name + " what it wants in an object, not in " + in.kind() + ".");
        }
        for (String inside = in.nextName(); inside != null; inside = in.nextName()) {
            inRoot(found, inside, in);
        }
    }

    /** Reads the value of one member of the root class's object. */
    abstract void inRoot(ObjectClass rootClass, String name, JsonReader in);

    /** The state and the settings. */
    final QueryContext context() {
        return context;
    }

    /** The class, or null when none was named. */
    final @Nullable ObjectClass rootOrNull() {
        return root;
    }

    /**
     * The class.
     *
     * @throws FqlException 1304
     */
    final ObjectClass requireRoot() {
        if (root == null) {
            throw noRoot();
        }
        return root;
    }

    /** 1304: no class is named. */
    static FqlException noRoot() {
        return new FqlException(FqlError.ROOT_CLASS_MISSING, "class", "The query names no class.");
    }
}
