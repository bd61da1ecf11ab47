package io.fusioncache.server.net;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.command.ClientRegistry;
import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.kv.JsonCommandProcessor;
import io.fusioncache.server.command.text.TextCommandProcessor;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are key-value commands, as JSON or as text lines. Whoever gives them is a client with a session of its
 * own, so each connection has its own handler.
 */
public final class CommandHandler implements MessageHandler {
    private final JsonCommandProcessor json;
    private final TextCommandProcessor text;
    private final ClientRegistry clients;
    private final boolean prefixOptional;
    private final @Nullable ClientSession session;

    /**
     * Makes the handler of an interface.
     *
     * @param prefixOptional true where JSON commands may come without {@code KV_}
     */
    public CommandHandler(
            JsonCommandProcessor json, TextCommandProcessor text, ClientRegistry clients, boolean prefixOptional) {
        this(json, text, clients, prefixOptional, null);
    }

    private CommandHandler(
            JsonCommandProcessor json,
            TextCommandProcessor text,
            ClientRegistry clients,
            boolean prefixOptional,
            @Nullable ClientSession session) {
        this.json = json;
        this.text = text;
        this.clients = clients;
        this.prefixOptional = prefixOptional;
        this.session = session;
    }

    @Override
    public CommandHandler connect(ClientConnection connection) {
        return new CommandHandler(json, text, clients, prefixOptional, clients.add(connection));
    }

    @Override
    public void disconnected() {
        if (session != null) {
            clients.remove(session);
        }
    }

    @Override
    public boolean isClosing() {
        return session != null && session.isClosing();
    }

    @Override
    public QueryWeight weigh(MessageBytes message) {
        boolean slow = TextCommandProcessor.isText(message) ? text.isSlow(message) : json.isSlow(message);
        return slow ? QueryWeight.WRITE : QueryWeight.SHORT_WRITE;
    }

    @Override
    public QueryOutcome run(Turn turn, Answers answers) {
        MessageBytes message = turn.message();
        if (session == null) {
            throw new IllegalStateException("commands need a connection");
        }
        boolean done = TextCommandProcessor.isText(message)
                ? text.run(message, session, answers)
                : json.run(message, session, prefixOptional, answers);
        return done ? QueryOutcome.ANSWERED : QueryOutcome.FAILED;
    }

    @Override
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        KvStatus status = switch (refusal.reason()) {
            case TOO_LONG -> KvStatus.VALUE_SIZE;
            case BINARY -> KvStatus.OP_CODE_INVALID;
            case NO_MEMORY -> KvStatus.MEMORY_LIMIT;
            case STOPPING -> KvStatus.SERVER_STOPPING;
            case DEFECT -> KvStatus.UNKNOWN;
        };
        refusedUnread();
        if (message != null && TextCommandProcessor.isText(message)) {
            answer.putText("ERR " + refusal.sentence());
        } else {
            JsonCommandProcessor.refuse(new Given(answer), status, refusal.sentence());
        }
        return QueryOutcome.FAILED;
    }

    @Override
    public void refusedUnread() {
        if (session != null) {
            session.failed();
        }
    }

    /** Writes to an answer that is there already and that somebody else sends. */
    private record Given(AnswerBuffer answer) implements Answers {
        @Override
        public AnswerBuffer begin() {
            return answer;
        }

        @Override
        public void send(AnswerBuffer written) {
            // The network sends what is in it.
        }
    }
}
