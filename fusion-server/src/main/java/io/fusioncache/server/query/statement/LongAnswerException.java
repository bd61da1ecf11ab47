package io.fusioncache.server.query.statement;

/** An answer that was begun where there is no time for a long one, and turned out to be long. */
public final class LongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LongAnswerException() {
        super("long answer", null, false, false);
    }
}
