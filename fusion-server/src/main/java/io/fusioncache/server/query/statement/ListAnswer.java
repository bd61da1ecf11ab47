package io.fusioncache.server.query.statement;

import io.fusioncache.server.query.json.JsonWriter;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is mostly one long array, written an element at a time so that it can be sent in parts. Used by one
 * thread at a time.
 */
abstract class ListAnswer implements Query.Answer {
    private final int size;
    private @Nullable IntConsumer elements;
    private int next;
    private boolean ended;

    /** @param size how many elements there are */
    ListAnswer(int size) {
        this.size = size;
    }

    /**
     * Writes what stands before the first element, the opening bracket included.
     *
     * @return writes the element of that index, or nothing
     */
    abstract IntConsumer begin(JsonWriter out);

    /** Writes what stands behind the last element, the closing bracket included. */
    abstract void end(JsonWriter out);

    @Override
    public final void write(JsonWriter out) {
        IntConsumer writer = elements;
        if (writer == null) {
            writer = begin(out);
            elements = writer;
        }
        if (next < size) {
            writer.accept(next++);
        }
        if (next == size) {
            end(out);
            ended = true;
        }
    }

    @Override
    public final boolean hasMore() {
        return !ended;
    }
}
