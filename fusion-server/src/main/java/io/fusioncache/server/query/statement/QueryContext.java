package io.fusioncache.server.query.statement;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.WorkingMemory;
import io.fusioncache.server.engine.object.Catalog;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySettings;
import io.fusioncache.server.query.ServerFacts;
import io.fusioncache.server.query.json.JsonFormat;
import io.fusioncache.server.query.json.JsonReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a query has at hand while it is read and run, and what it tells about its run. Used by one thread at a time. */
public final class QueryContext implements AutoCloseable {
    /** About a tenth of a millisecond. */
    private static final int MOST_WHEN_HURRIED = 500;

    private @Nullable MessageBytes message;
    private final JsonFormat format;
    private final ObjectStore store;
    private final QuerySettings settings;
    private final ServerFacts facts;
    private final @Nullable Snapshot given;
    private @Nullable StoreAhead ahead;
    private @Nullable Snapshot taken;
    private WorkingMemory memory;
    private boolean hurried;
    private boolean changed;
    private boolean more;
    private boolean searched;
    private long indexNanos;
    private long scanNanos;

    /** @param request its snapshot is the state to read; without one the newest is taken when it is needed */
    public QueryContext(
            QueryRequest request, JsonFormat format, ObjectStore store, QuerySettings settings, ServerFacts facts) {
        this.message = request.message();
        this.format = format;
        this.store = store;
        this.settings = settings;
        this.facts = facts;
        this.given = request.snapshot();
        this.ahead = request.ahead();
        this.memory = new WorkingMemory(store.account());
    }

    /** What the query holds while it runs and is answered. */
    public WorkingMemory memory() {
        return memory;
    }

    /** Reads the text of the query once more, from its beginning. */
    JsonReader reopen() {
        return format.open(Objects.requireNonNull(message), memory);
    }

    /** What was read of the text before it was whole, or null. */
    @Nullable
    StoreAhead ahead() {
        return ahead;
    }

    ObjectStore store() {
        return store;
    }

    QuerySettings settings() {
        return settings;
    }

    ServerFacts facts() {
        return facts;
    }

    /** The state that the query reads. */
    Snapshot snapshot() {
        if (given != null) {
            return given;
        }
        if (taken == null) {
            taken = store.snapshot();
        }
        return taken;
    }

    /** Says whether the query runs on a thread of the network, which has no time for a long answer. */
    public void hurried(boolean isHurried) {
        hurried = isHurried;
    }

    /** How many objects an answer may write before it gives up with a {@link LongAnswerException}. */
    long mostObjectsAtOnce() {
        return hurried ? MOST_WHEN_HURRIED : Long.MAX_VALUE;
    }

    /** The classes that the query may name. */
    Catalog catalog() {
        return snapshot().catalog();
    }

    /** Lets go of the state when it was only needed for its classes: a write would have to keep it alive meanwhile. */
    public void releaseSnapshot() {
        if (taken != null) {
            taken.close();
            taken = null;
        }
    }

    /**
     * Hands the state over to the caller, who closes it when the answer is written.
     *
     * @return null when the state was given, and so is not this object's to hand over
     */
    public @Nullable Snapshot handOverSnapshot() {
        Snapshot own = taken;
        taken = null;
        return own;
    }

    /**
     * Hands over what the query holds to the caller, who closes it when the answer is written. Lets go of the text,
     * which is not charged for any longer than it is read.
     */
    public WorkingMemory handOverMemory() {
        message = null;
        ahead = null;
        WorkingMemory own = memory;
        memory = new WorkingMemory(store.account());
        return own;
    }

    /** Tells that the stored data is changed, whatever happens to the answer. */
    void changed() {
        changed = true;
    }

    /** Tells that there were more objects than the answer holds. */
    void more() {
        more = true;
    }

    /** Tells how long a search took, in nanoseconds. */
    void searched(long inIndexes, long inScans) {
        searched = true;
        indexNanos += inIndexes;
        scanNanos += inScans;
    }

    /** True once the stored data was changed. */
    public boolean isChanged() {
        return changed;
    }

    /** True when there were more objects than the answer holds. */
    public boolean hasMore() {
        return more;
    }

    /** True when objects were searched by conditions. */
    public boolean isSearched() {
        return searched;
    }

    /** Time spent in indexes, in nanoseconds. */
    public long indexNanos() {
        return indexNanos;
    }

    /** Time spent in scans, in nanoseconds. */
    public long scanNanos() {
        return scanNanos;
    }

    @Override
    public void close() {
        memory.close();
        releaseSnapshot();
    }
}
