package io.fusioncache.server;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.net.MessageHandler;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.Turn;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QueryResult;
import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.QueryWeight;
import io.fusioncache.server.query.statement.StoreAhead;
import org.jspecify.annotations.Nullable;

/** Messages that are FQL. */
final class FqlHandler implements MessageHandler {
    private static final String ABOUT = "message";
    private static final QueryResult SILENT = new QueryResult(QueryOutcome.SILENT, null);

    private final QueryProcessor processor;
    private final QuerySource source;

    /**
     * Makes the handler of one interface.
     *
     * @param source which interface it is
     */
    FqlHandler(QueryProcessor processor, QuerySource source) {
        this.processor = processor;
        this.source = source;
    }

    @Override
    public QueryWeight weigh(MessageBytes message) {
        return processor.weigh(message);
    }

    /** Only on the interface for large messages. */
    @Override
    public @Nullable StoreAhead readAhead() {
        return source == QuerySource.BULK ? processor.readAhead() : null;
    }

    @Override
    public QueryOutcome run(Turn turn, Answers answers) {
        Snapshot snapshot = turn.pin() instanceof PinnedSnapshot pinned ? pinned.snapshot() : null;
        QueryRequest request = new QueryRequest(
                turn.message(),
                source,
                snapshot,
                turn.receivedNanos(),
                turn.waited(),
                turn.waitedNanos(),
                turn.ahead());
        AnswerBuffer answer = answers.begin();
        QueryResult result = SILENT;
        try {
            result = processor.runInParts(request, isHurried(turn), answer);
        } finally {
            if (result.outcome() == QueryOutcome.SILENT) {
                answer.clear();
            }
        }
        AnswerParts rest = result.rest();
        if (rest != null) {
            answers.send(answer, rest);
        } else if (result.outcome() != QueryOutcome.SILENT) {
            answers.send(answer);
        }
        return result.outcome();
    }

    /** A read that has not been given a state to see runs where it was received, on a thread of the network. */
    private static boolean isHurried(Turn turn) {
        return turn.pin() == null && !turn.waited();
    }

    @Override
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        FqlError error = switch (refusal.reason()) {
            case TOO_LONG -> FqlError.VALUE_TOO_LONG;
            case BINARY -> FqlError.JSON_INVALID;
            case NO_MEMORY -> FqlError.MEMORY_LIMIT;
            case STOPPING -> FqlError.SERVER_STOPPING;
            case DEFECT -> FqlError.UNKNOWN;
        };
        return message == null
                ? processor.refuse(source, error, ABOUT, refusal.sentence(), answer)
                : processor.refuse(source, message, error, ABOUT, refusal.sentence(), answer);
    }
}
