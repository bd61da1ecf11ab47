package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.object.ObjectClass;
import io.fusioncache.server.engine.object.StoreBatch;
import io.fusioncache.server.query.json.JsonWriter;
import java.util.function.IntConsumer;

/**
 * {@code STORE}: objects of one class and whatever they link, all or none.
 *
 * @param batch the objects, which the body closes
 * @param rows the numbers in the batch of the objects that were sent, in that order
 */
record StoreQuery(StoreBatch batch, ObjectClass root, SentRows rows) implements Query {

    @Override
    public Answer run(QueryContext context) {
        context.store().store(batch);
        context.changed();
        batch.handOver(context.memory());
        return new ListAnswer(rows.size()) {
            @Override
            IntConsumer begin(JsonWriter out) {
                StoredWriter writer = new StoredWriter(out, batch);
                out.beginArray();
                return place -> writer.write(root, rows.get(place));
            }

            @Override
            void end(JsonWriter out) {
                out.endArray();
            }
        };
    }

    /** Another write may have made the class that this one defines, by an equal definition. */
    @Override
    public boolean isOvertaken(FqlException refusal) {
        return refusal.error() == FqlError.CLASS_EXISTS;
    }
}
