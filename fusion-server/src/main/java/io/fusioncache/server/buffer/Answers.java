package io.fusioncache.server.buffer;

/** Where the answers to a WebSocket message go: one message each, in the order of the calls. */
public interface Answers {
    /** An empty answer, charged to whoever will pay for it. */
    AnswerBuffer begin();

    /** Sends an answer. */
    void send(AnswerBuffer answer);
}
