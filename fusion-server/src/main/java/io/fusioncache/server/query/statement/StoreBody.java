package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.Catalog;
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
    static final String CLASS = "_class";
    static final String OBJECTS = "_objects";
    /**
     * How many objects are read before plain ones are looked for. Then, and each time that there are twice as many, it
     * is done again: so a text without plain objects is read as fast as if nobody looked for them.
     */
    private static final int FIRST_PLAIN = 16;

    private final QueryContext context;
    private StoreBatch batch;
    private @Nullable ObjectClass root;
    private boolean passedOver;
    private SentRows rows = new SentRows();

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
                    ? batch.define(definition(in, context.catalog()))
                    : Names.objectClass(context.catalog(), Attributes.text(in, CLASS));
        } else if (root == null) {
            Attributes.requireArray(in, OBJECTS);
            in.skip();
            passedOver = true;
        } else {
            readObjects(root, in);
        }
    }

    /** The definition of a class that the reader is at. */
    static ClassDefinition definition(JsonReader in, Catalog catalog) {
        String name = in.nextName();
        if (name == null) {
            throw notOneClass();
        }
        ClassDefinition definition = ClassDefinitions.read(name, in);
        if (in.nextName() != null) {
            throw notOneClass();
        }
        ClassDefinitions.requireTargets(List.of(definition), catalog);
        return definition;
    }

    private static FqlException notOneClass() {
        return new FqlException(
                FqlError.CLASS_DEFINITION_INVALID, CLASS, "_class defines one class, or names one that exists.");
    }

    /** Reads the objects of the class that is known by now. */
    private void readObjects(ObjectClass named, JsonReader in) {
        Attributes.requireArray(in, OBJECTS);
        StoreAhead ahead = context.ahead();
        StoreAhead.Part part = ahead == null ? null : ahead.handOver(named, batch, in.endOffset());
        if (part == null) {
            readObjects(named, null, FIRST_PLAIN, in);
        } else {
            batch.close();
            batch = part.batch();
            rows = part.rows();
            // Where the text defines the class, the batch has its own.
            root = part.root();
            PlainObjects plain = readPlain(null, part.root(), part.end(), in);
            readObjects(part.root(), plain, 2 * rows.size(), in);
        }
        if (rows.size() == 0) {
            throw Attributes.empty(OBJECTS);
        }
    }

    private void readObjects(ObjectClass objectClass, @Nullable PlainObjects used, int firstPlain, JsonReader in) {
        StoredObjects objects = new StoredObjects(batch);
        PlainObjects plain = used;
        int tryPlain = firstPlain;
        while (in.nextElement()) {
            if (!in.atObject()) {
                throw Attributes.differs(in, OBJECTS, "an array of objects");
            }
            rows.add(objects.read(objectClass, in));
            if (rows.size() >= tryPlain) {
                plain = readPlain(plain, objectClass, in.endOffset(), in);
                tryPlain = 2 * rows.size();
            }
        }
    }

    /** Reads what is plain behind that offset, where an element ends; the reader goes on behind it. */
    private PlainObjects readPlain(@Nullable PlainObjects used, ObjectClass objectClass, long from, JsonReader in) {
        BatchRows batchRows = batch.rows(objectClass);
        PlainObjects plain = used == null
                ? new PlainObjects(objectClass, batchRows, in.message().chunks())
                : used;
        int row = batchRows.size();
        long end = plain.read(from);
        if (end > in.endOffset()) {
            in.skipTo(end);
            rows.addAll(row, batchRows.size());
        }
        return plain;
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
