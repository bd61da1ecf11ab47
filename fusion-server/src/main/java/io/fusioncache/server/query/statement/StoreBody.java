package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.ClassDefinition;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.parse.Attributes;
import io.fusioncache.server.query.parse.ClassDefinitions;
import io.fusioncache.server.query.parse.Names;
import io.fusioncache.server.query.parse.PlainObjects;
import io.fusioncache.server.query.parse.StoredObjects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a {@code STORE}. Objects go straight into the batch when their class is known already; when
 * {@code _class} stands behind {@code _objects}, they are passed over and read in a second walk through the text.
 */
final class StoreBody extends AttributesOnly {
    private static final String CLASS = "_class";
    private static final String OBJECTS = "_objects";
    /**
     * How many objects are read before plain ones are looked for. Then, and each time that there are twice as many, it
     * is done again: so a text without plain objects is read as fast as if nobody looked for them.
     */
    private static final int FIRST_PLAIN = 16;

    private final QueryContext context;
    private final StoreBatch batch;
    private @Nullable ObjectClass root;
    private boolean passedOver;
    private final SentRows rows = new SentRows();

    StoreBody(QueryContext context) {
        this.context = context;
        batch = context.store().newBatch();
    }

    @Override
    public List<String> attributes() {
        return List.of(CLASS, OBJECTS);
    }

    @Override
    public void attribute(String name, JsonReader in) {
        if (name.equals(CLASS)) {
            root = in.atObject()
                    ? batch.define(definition(in))
                    : Names.objectClass(context.catalog(), Attributes.text(in, CLASS));
        } else if (root == null) {
            Attributes.requireArray(in, OBJECTS);
            in.skip();
            passedOver = true;
        } else {
            readObjects(root, in);
        }
    }

    private ClassDefinition definition(JsonReader in) {
        String name = in.nextName();
        if (name == null) {
            throw notOneClass();
        }
        ClassDefinition definition = ClassDefinitions.read(name, in);
        if (in.nextName() != null) {
            throw notOneClass();
        }
        ClassDefinitions.requireTargets(List.of(definition), context.catalog());
        return definition;
    }

    private static FqlException notOneClass() {
        return new FqlException(
                FqlError.CLASS_DEFINITION_INVALID, CLASS, "_class defines one class, or names one that exists.");
    }

    private void readObjects(ObjectClass objectClass, JsonReader in) {
        Attributes.requireArray(in, OBJECTS);
        StoredObjects objects = new StoredObjects(batch);
        PlainObjects plain = null;
        int tryPlain = FIRST_PLAIN;
        while (in.nextElement()) {
            if (!in.atObject()) {
                throw Attributes.differs(in, OBJECTS, "an array of objects");
            }
            rows.add(objects.read(objectClass, in));
            if (rows.size() >= tryPlain) {
                BatchRows batchRows = batch.rows(objectClass);
                plain = plain == null ? new PlainObjects(objectClass, batchRows, in.message()) : plain;
                readPlain(plain, batchRows, in);
                tryPlain = 2 * rows.size();
            }
        }
        if (rows.size() == 0) {
            throw Attributes.empty(OBJECTS);
        }
    }

    private void readPlain(PlainObjects plain, BatchRows batchRows, JsonReader in) {
        int row = batchRows.size();
        long end = plain.read(in.endOffset());
        if (batchRows.size() > row) {
            in.skipTo(end);
            while (row < batchRows.size()) {
                rows.add(row++);
            }
        }
    }

    @Override
    public Query finish() {
        if (root == null) {
            throw Attributes.expected(CLASS, "STORE needs _class: the class of the objects.");
        }
        if (passedOver) {
            readPassedOver(root);
        }
        if (rows.size() == 0) {
            throw Attributes.expected(OBJECTS, "STORE needs _objects: the objects to store.");
        }
        return new StoreQuery(batch, root, rows);
    }

    private void readPassedOver(ObjectClass objectClass) {
        try (JsonReader again = context.reopen()) {
            again.next();
            again.nextName();
            String name = again.nextName();
            while (!OBJECTS.equals(name)) {
                again.skip();
                name = again.nextName();
            }
            readObjects(objectClass, again);
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
