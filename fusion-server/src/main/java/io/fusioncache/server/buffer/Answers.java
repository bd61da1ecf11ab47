package io.fusioncache.server.buffer;

/** Where the answers to a WebSocket message go: one message each, in the order of the calls. */
public interface Answers {
    /** An empty answer, charged to whoever will pay for it. */
    AnswerBuffer begin();

    /** Sends an answer. */
    void send(AnswerBuffer answer);

    /**
     * Sends a long answer: here as a whole, elsewhere in parts.
     *
     * @param begun how it begins
     * @param rest writes to the same buffer; its receiver's to close from now on
     */
    default void send(AnswerBuffer begun, AnswerParts rest) {
        try (rest) {
            while (rest.hasMore()) {
                rest.write();
            }
            send(begun.split());
        }
    }
}
