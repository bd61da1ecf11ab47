package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.query.json.JsonWriter;

/** A query that was understood: small, immutable, ready to run. */
public interface Query {

    /**
     * Does what the query says. For a write it is done, or refused whole, when this returns.
     *
     * @throws io.fusioncache.common.fql.FqlException when it can't be done
     */
    Answer run(QueryContext context);

    /**
     * True when the query was refused only because another write came between its reading and its doing, so that it may
     * well be fine when it is read once more.
     */
    default boolean isOvertaken(FqlException refusal) {
        return false;
    }

    /** What a query found or did, waiting to be written. */
    @FunctionalInterface
    interface Answer {
        /** Writes one JSON value, or its next piece: call it again while {@link #hasMore()} says so. */
        void write(JsonWriter out);

        /** True when more of the value is to be written. */
        default boolean hasMore() {
            return false;
        }
    }
}
