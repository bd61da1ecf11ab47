package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlException;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.engine.object.BatchRows;
import io.fusioncache.server.engine.object.Catalog;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonFormat;
import io.fusioncache.server.query.json.JsonReader;
import io.fusioncache.server.query.json.Utf8Check;
import io.fusioncache.server.query.parse.PlainObjects;
import io.fusioncache.server.query.parse.StoredObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the plain objects of a {@code STORE} into a batch while the rest of its text is on its way, so that most of a
 * message of hundreds of megabytes is read when its last byte comes.
 *
 * <p>It decides nothing. The text is judged when it is whole, from its beginning, by {@link StoreBody}, which takes
 * over what was read here when it comes to the place where that begins, and reads everything itself when there is
 * nothing to take over. So whatever is unusual just ends the reading ahead: another query, a class that is defined in
 * the text or named behind its objects, an object that is not plain, a text that is wrong, a memory that is full.
 *
 * <p>Used by one thread at a time.
 */
public final class StoreAhead implements AutoCloseable {
    private final ObjectStore store;
    private final JsonFormat format;
    private final Utf8Check utf8 = new Utf8Check();
    private final List<byte[]> chunks = new ArrayList<>();
    private @Nullable Reading reading;
    private boolean ended;

    /**
     * What was read.
     *
     * @param root the class of the objects
     * @param batch the objects; the receiver's to close
     * @param rows the numbers in the batch of the objects that were sent
     * @param end where the last of them ends, in bytes of the message
     */
    record Part(ObjectClass root, StoreBatch batch, SentRows rows, long end) {}

    /** The objects of a class that are being read. */
    private static final class Reading {
        final ObjectClass root;
        /** Where the array of objects begins, behind its bracket. */
        final long begin;

        final StoreBatch batch;
        final SentRows rows = new SentRows();
        final PlainObjects plain;
        long end;

        /** @param in at the first object, which is read here: plain ones stand behind another element */
        Reading(ObjectClass root, long begin, StoreBatch batch, List<byte[]> chunks, JsonReader in) {
            this.root = root;
            this.begin = begin;
            this.batch = batch;
            rows.add(new StoredObjects(batch).read(root, in));
            this.plain = new PlainObjects(root, batch.rows(root), chunks);
            this.end = in.endOffset();
        }

        void readOn() {
            BatchRows batchRows = batch.rows(root);
            int row = batchRows.size();
            end = plain.read(end);
            rows.addAll(row, batchRows.size());
        }
    }

    /** Reads for a processor of that store and format. */
    public StoreAhead(ObjectStore store, JsonFormat format) {
        this.store = store;
        this.format = format;
    }

    /** Reads what the next chunk of the message ends. The chunk must not be changed any more. */
    public void read(byte[] chunk) {
        if (ended) {
            return;
        }
        boolean isWhole = false;
        try {
            if (utf8.accepts(chunk)) {
                chunks.add(chunk);
                readOn();
                isWhole = true;
            }
        } catch (FqlException | JacksonException | MemoryLimitException untold) {
            // Perhaps the chunk just ends too early. The client is told when the whole text has been read.
            ended = true;
        } finally {
            if (!isWhole) {
                close();
            }
        }
    }

    private void readOn() {
        if (chunks.size() == 1) {
            reading = begin(chunks.getFirst());
        }
        if (reading != null) {
            reading.readOn();
        }
        ended = reading == null || !reading.plain.isCutOff();
    }

    /** The objects of the message that begins with the chunk; null when they can't be read ahead. */
    private @Nullable Reading begin(byte[] chunk) {
        StoreBatch batch = store.newBatch();
        Reading begun = null;
        try (WorkingMemory memory = new WorkingMemory(store.account());
                JsonReader in = format.open(MessageBytes.of(chunk), memory)) {
            ObjectClass root = goToObjects(batch, in);
            long array = in.endOffset();
            if (root != null && in.nextElement() && in.atObject()) {
                begun = new Reading(root, array, batch, chunks, in);
            }
            return begun;
        } finally {
            if (begun == null) {
                batch.close();
            }
        }
    }

    /** Goes to the array of a {@code STORE}'s objects, when their class was named before; returns the class. */
    private @Nullable ObjectClass goToObjects(StoreBatch batch, JsonReader in) {
        in.next();
        if (!in.atObject() || !QueryName.STORE.name().equals(in.nextName()) || !in.atObject()) {
            return null;
        }
        ObjectClass root = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (name.equals(StoreBody.OBJECTS)) {
                return in.atArray() ? root : null;
            }
            if (name.equals(StoreBody.CLASS)) {
                root = rootClass(batch, in);
            } else {
                in.skip();
            }
        }
        return null;
    }

    private @Nullable ObjectClass rootClass(StoreBatch batch, JsonReader in) {
        try (Snapshot snapshot = store.snapshot()) {
            Catalog catalog = snapshot.catalog();
            return in.atObject()
                    ? batch.define(StoreBody.definition(in, catalog))
                    : in.atString() ? catalog.find(in.string()) : null;
        }
    }

    /** What has been found out about the message's being UTF-8. */
    public Utf8Check utf8() {
        return utf8;
    }

    /**
     * Hands over what was read, once.
     *
     * @param root the class of the objects in the whole text
     * @param batch where that class is known, which the objects were not read into
     * @param begin where their array begins there
     * @return null when nothing fits
     */
    @Nullable
    Part handOver(ObjectClass root, StoreBatch batch, long begin) {
        Reading done = reading;
        if (done == null || done.begin != begin || !(done.root.equals(root) || isNew(root, batch, done))) {
            return null;
        }
        reading = null;
        ended = true;
        return new Part(done.root, done.batch, done.rows, done.end);
    }

    /** Whether the text defines the class, both times as one that there is not yet. */
    private static boolean isNew(ObjectClass root, StoreBatch batch, Reading done) {
        return batch.defines(root)
                && done.batch.defines(done.root)
                && root.definition().equals(done.root.definition());
    }

    @Override
    public void close() {
        ended = true;
        if (reading != null) {
            reading.batch.close();
            reading = null;
        }
    }
}
