package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.Selection;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The body of a write that is about the objects of one class that {@code _oids} or {@code _where} choose, or about all.
 */
abstract class TargetedBody extends RootClassBody {
    private static final String OIDS = "_oids";
    private static final String WHERE = "_where";

    private @Nullable Selection selection;

    TargetedBody(QueryContext context) {
        super(context);
    }

    @Override
    final void inRoot(ObjectClass rootClass, String name, JsonReader in) {
        switch (name) {
            case OIDS -> select(new Selection.Oids(Attributes.oids(in, OIDS).toList()), OIDS);
            case WHERE -> {
                Attributes.requireObject(in, WHERE);
                select(new Selection.Where(Terms.read(rootClass, WHERE, in)), WHERE);
            }
            default -> change(rootClass, name, in);
        }
    }

    private void select(Selection chosen, String about) {
        if (selection != null) {
            throw new FqlException(
                    FqlError.ATTRIBUTE_NOT_ALLOWED, about, "_oids and _where can't stand together; give one of them.");
        }
        selection = chosen;
    }

    /** Reads what is neither {@code _oids} nor {@code _where}. */
    abstract void change(ObjectClass rootClass, String name, JsonReader in);

    /** The objects that were chosen. */
    final Selection selection() {
        return selection == null ? new Selection.All() : selection;
    }

    /** Tells the times of a search, when objects were chosen by one. */
    static void tellSearch(QueryContext context, Selection selection, long indexNanos, long scanNanos) {
        if (selection instanceof Selection.Where) {
            context.searched(indexNanos, scanNanos);
        }
    }
}
