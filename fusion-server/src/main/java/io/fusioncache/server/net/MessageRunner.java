package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.AnswerBudget;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.statement.StoreAhead;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs messages of one interface and makes sure that each gets an answer, also when our own code fails. Safe for use by
 * any number of threads.
 */
public final class MessageRunner {
    private static final Logger LOG = System.getLogger(MessageRunner.class.getName());

    private final Endpoint endpoint;
    private final MessageHandler handler;
    private final NetServices services;
    private final AnswerBudget budget;

    /** Runs the messages of an interface, or of one of its connections, with that handler. */
    public MessageRunner(Endpoint endpoint, MessageHandler handler, NetServices services) {
        this.endpoint = endpoint;
        this.handler = handler;
        this.services = services;
        this.budget = new AnswerBudget(services.account(), 1);
    }

    /**
     * An answer that charges the account for what it grows by. Whoever sends it returns {@link AnswerBuffer#charged()}.
     */
    public AnswerBuffer newAnswer() {
        return new AnswerBuffer(budget);
    }

    /**
     * Runs a message and sends its answers.
     *
     * @param ahead what was read of it before it was whole, or null; stays the caller's to close
     * @param receivedNanos when its last byte was there
     * @param pin what it sees; null is the newest state
     * @param waited whether it had to wait for its turn or for a thread
     */
    public QueryOutcome run(
            MessageBytes message,
            @Nullable StoreAhead ahead,
            long receivedNanos,
            @Nullable Pin pin,
            boolean waited,
            Answers answers) {
        long started = services.nanoTime().getAsLong();
        QueryOutcome outcome;
        try {
            outcome = handler.run(
                    new Turn(message, ahead, pin, receivedNanos, waited, waited ? started - receivedNanos : 0),
                    answers);
        } catch (RuntimeException | Error e) {
            // Also an Error: one query that needs too deep a stack, say, must not cost others their connection.
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "message failed, id " + id, e);
            AnswerBuffer answer = answers.begin();
            outcome = handler.refuse(message, Refusal.defect(id), answer);
            answers.send(answer);
        }
        endpoint.traffic().ran(outcome, services.nanoTime().getAsLong() - receivedNanos);
        return outcome;
    }

    /**
     * Writes the answer to a message that is not run.
     *
     * @param message the message, or null when it was not kept
     */
    public QueryOutcome refuse(@Nullable MessageBytes message, Refusal refusal, AnswerBuffer answer) {
        endpoint.traffic().messageRefused();
        return handler.refuse(message, refusal, answer);
    }
}
