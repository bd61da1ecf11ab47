package io.fusioncache.server.net.resp;

import java.io.Serial;

/**
 * A client sent what is no RESP. The message is what the client gets after {@code -ERR Protocol error: }, in Redis's
 * words; its characters are bytes (Latin-1), since it may repeat one that the client sent. The connection can't be used
 * any longer: where the next command starts is not known.
 */
final class RespProtocolException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    RespProtocolException(String message) {
        // Raised for what strangers send: no stack trace, which would cost more than the rest of the answer.
        super(message, null, false, false);
    }

    /** The message, which is never missing. */
    String text() {
        return String.valueOf(getMessage());
    }
}
