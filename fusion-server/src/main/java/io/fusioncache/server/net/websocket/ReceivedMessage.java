package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.AnswerParts;
import io.fusioncache.server.buffer.Answers;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.net.Pin;
import io.fusioncache.server.net.order.EarlyReading;
import io.fusioncache.server.net.order.LongAnswer;
import io.fusioncache.server.net.order.Message;
import io.fusioncache.server.query.QueryWeight;
import io.fusioncache.server.query.statement.StoreAhead;
import org.jspecify.annotations.Nullable;

/** A message to be run. */
final class ReceivedMessage implements Message, Answers {
    private final Conversation conversation;
    private final MessageBytes text;
    private final @Nullable EarlyReading reading;
    private final QueryWeight weight;
    private final long charged;
    private final long receivedNanos;
    private @Nullable Pin pinned;
    private boolean keepsPin;

    /**
     * @param reading what reads the message already, or null
     * @param charged what the account was charged for it, returned when it has been run; in bytes
     */
    ReceivedMessage(
            Conversation conversation,
            MessageBytes text,
            @Nullable EarlyReading reading,
            QueryWeight weight,
            long charged,
            long receivedNanos) {
        this.conversation = conversation;
        this.text = text;
        this.reading = reading;
        this.weight = weight;
        this.charged = charged;
        this.receivedNanos = receivedNanos;
    }

    @Override
    public QueryWeight weight() {
        return weight;
    }

    @Override
    public long bytes() {
        return charged;
    }

    @Override
    public boolean keepsPin() {
        return keepsPin;
    }

    @Override
    public AnswerBuffer begin() {
        return conversation.runner().newAnswer();
    }

    @Override
    public void send(AnswerBuffer answer) {
        conversation.answers().send(answer);
    }

    @Override
    public void send(AnswerBuffer begun, AnswerParts rest) {
        keepsPin = true;
        conversation
                .answers()
                .send(begun.split(), new LongAnswer(conversation.pool(), conversation.lane(), begun, rest, pinned));
    }

    @Override
    public void run(@Nullable Pin pin, boolean waited) {
        pinned = pin;
        try {
            if (!weight.isWrite() && !conversation.connection().isOpen()) {
                return; // Nobody waits for the answer, and nothing else would come of it.
            }
            StoreAhead ahead = reading == null ? null : reading.end();
            conversation.runner().run(text, ahead, receivedNanos, pin, waited, this);
            if (conversation.handler().isClosing()) {
                conversation.connection().close(CloseCode.NORMAL, "", false);
            }
        } finally {
            if (reading != null) {
                reading.close();
            }
            conversation.account().release(charged);
        }
    }
}
