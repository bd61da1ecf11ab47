package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ClientConnection;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import io.fusioncache.server.query.statement.StoreAhead;
import org.jspecify.annotations.Nullable;

/**
 * What an interface's messages mean. The network decides when and on which thread a message runs; this decides what
 * happens then. Safe for use by any number of threads; never throws for what a client sent.
 */
public interface MessageHandler {
    /** How to run the message, from its first bytes; quick, and called on a network thread. */
    QueryWeight weigh(MessageBytes message);

    /** What reads a long message while it is on its way; null when it is only read whole. */
    default @Nullable StoreAhead readAhead() {
        return null;
    }

    /**
     * Runs the message on the calling thread, and sends its answers: one, none, or several where the language has them.
     */
    QueryOutcome run(Turn turn, Answers answers);

    /**
     * Writes the answer to a message that is not run, in the language of the interface.
     *
     * @param message the message, or null when it was not kept
     */
    QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer);

    /** Notes that a message of the connection was refused, whatever it may have been. */
    default void refusedUnread() {}

    /** The handler for one connection: this one, when it knows nothing of connections. */
    default MessageHandler connect(ClientConnection connection) {
        return this;
    }

    /** The connection that the handler was made for is gone. */
    default void disconnected() {}

    /** True when the connection is to be closed behind the answers sent so far. */
    default boolean isClosing() {
        return false;
    }
}
