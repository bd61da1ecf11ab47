package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.command.json.FirstMember;
import io.fusioncache.server.command.kv.JsonCommandProcessor;
import io.fusioncache.server.command.text.TextCommandProcessor;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the interface that takes everything: FQL, and key-value commands as JSON or as text lines, told apart by
 * their first bytes. What is neither is answered as a query.
 */
public final class StandardHandler implements MessageHandler {
    private final MessageHandler queries;
    private final MessageHandler commands;

    /**
     * Makes a handler.
     *
     * @param queries takes FQL, and refuses for both
     * @param commands takes key-value commands
     */
    public StandardHandler(MessageHandler queries, MessageHandler commands) {
        this.queries = queries;
        this.commands = commands;
    }

    @Override
    public StandardHandler connect(ClientConnection connection) {
        return new StandardHandler(queries.connect(connection), commands.connect(connection));
    }

    @Override
    public void disconnected() {
        queries.disconnected();
        commands.disconnected();
    }

    @Override
    public boolean isClosing() {
        return commands.isClosing();
    }

    @Override
    public QueryWeight weigh(MessageBytes message) {
        return handler(message).weigh(message);
    }

    @Override
    public QueryOutcome run(Turn turn, Answers answers) {
        return handler(turn.message()).run(turn, answers);
    }

    @Override
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        if (message == null) {
            commands.refusedUnread();
        }
        return (message == null ? queries : handler(message)).refuse(message, refusal, answer);
    }

    private MessageHandler handler(MessageBytes message) {
        boolean blank = FirstMember.firstCharacter(message) < 0;
        boolean text = !blank && TextCommandProcessor.isText(message);
        return text || JsonCommandProcessor.isKeyValue(message) ? commands : queries;
    }
}
