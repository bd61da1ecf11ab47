package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import org.jspecify.annotations.Nullable;

/** Messages that are JSON when they begin with a brace, and text commands when they do not. */
public final class StandardHandler implements MessageHandler {
    private final MessageHandler queries;
    private final CommandDispatcher commands;

    /**
     * Makes a handler.
     *
     * @param queries takes what begins with a brace, and refuses for both
     * @param commands takes the rest
     */
    public StandardHandler(MessageHandler queries, CommandDispatcher commands) {
        this.queries = queries;
        this.commands = commands;
    }

    @Override
    public QueryWeight weigh(MessageBytes message) {
        return isJson(message) ? queries.weigh(message) : commands.weigh(message);
    }

    @Override
    public QueryOutcome run(Turn turn, AnswerBuffer answer) {
        if (isJson(turn.message())) {
            return queries.run(turn, answer);
        }
        commands.run(turn.message(), answer);
        return QueryOutcome.ANSWERED;
    }

    @Override
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        return queries.refuse(message, refusal, answer);
    }

    private static boolean isJson(MessageBytes message) {
        for (byte[] chunk : message.chunks()) {
            for (byte one : chunk) {
                if (one == '{') {
                    return true;
                }
                if (one != ' ' && one != '\t' && one != '\r' && one != '\n') {
                    return false;
                }
            }
        }
        return false;
    }
}
