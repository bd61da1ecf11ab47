package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.net.Pin;
import io.fusioncache.server.net.Refusal;
import io.fusioncache.server.net.order.Message;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryWeight;
import org.jspecify.annotations.Nullable;

/**
 * A message that is answered without being run; the answer keeps its place among those of writes.
 *
 * @param text the message, or null when it was not kept
 * @param charged what the account was charged for it, returned when it is answered; in bytes
 */
record RefusedMessage(Conversation conversation, @Nullable MessageBytes text, Refusal refusal, long charged)
        implements Message {

    @Override
    public QueryWeight weight() {
        return QueryWeight.WRITE;
    }

    @Override
    public boolean isShort() {
        return true;
    }

    @Override
    public long bytes() {
        return charged;
    }

    @Override
    public void run(@Nullable Pin pin, boolean waited) {
        try {
            AnswerBuffer answer = conversation.runner().newAnswer();
            if (conversation.runner().refuse(text, refusal, answer) == QueryOutcome.SILENT) {
                answer.clear();
            } else {
                conversation.answers().send(answer);
            }
        } finally {
            conversation.account().release(charged);
        }
    }
}
