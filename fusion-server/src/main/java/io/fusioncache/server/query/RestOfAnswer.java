package io.fusioncache.server.query;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.engine.object.Snapshot;
import org.jspecify.annotations.Nullable;

/** An answer whose beginning was written, and the state of the data that the rest comes from. */
final class RestOfAnswer implements AnswerParts {
    private final AnswerWriter writer;
    private final AnswerBuffer buffer;
    private final long partBytes;
    private final @Nullable Snapshot snapshot;
    private final WorkingMemory memory;
    private boolean more = true;

    /**
     * Makes the rest.
     *
     * @param buffer where the writer writes
     * @param snapshot closed with this object
     * @param memory likewise
     */
    RestOfAnswer(
            AnswerWriter writer,
            AnswerBuffer buffer,
            long partBytes,
            @Nullable Snapshot snapshot,
            WorkingMemory memory) {
        this.memory = memory;
        this.writer = writer;
        this.buffer = buffer;
        this.partBytes = partBytes;
        this.snapshot = snapshot;
    }

    @Override
    public void write() {
        more = writer.write(partBytes);
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public void close() {
        buffer.clear();
        memory.close();
        if (snapshot != null) {
            snapshot.close();
        }
    }
}
