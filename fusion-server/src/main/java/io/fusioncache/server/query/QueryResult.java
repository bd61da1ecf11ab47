package io.fusioncache.server.query;

import io.fusioncache.server.buffer.AnswerParts;
import org.jspecify.annotations.Nullable;

/**
 * What became of a query.
 *
 * @param rest what of its answer is still to be written, for the caller to close; null when the answer is whole
 */
public record QueryResult(QueryOutcome outcome, @Nullable AnswerParts rest) {
    /** Nothing is left to write. */
    static QueryResult whole(QueryOutcome outcome) {
        return new QueryResult(outcome, null);
    }
}
