package io.fusioncache.server.net;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.QueryWeight;

/**
 * Runs text commands: lines that are no JSON. Safe for use by any number of threads; never throws for what a client
 * sent.
 */
public interface CommandDispatcher {
    /** How to run the line, from its first word; quick, and called on a network thread. */
    QueryWeight weigh(MessageBytes line);

    /** Runs the line on the calling thread and writes its answer. */
    void run(MessageBytes line, AnswerBuffer answer);
}
