package io.fusioncache.common.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no answer, or a connection that could not be made. An error that the server answers is not one.
 */
public final class FusionClientException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is known about the request, and so what a caller may do about it. */
    public enum Reason {
        /** No connection: nothing listens there, the name is unknown, or the answer is not that of a Fusion server. */
        NO_CONNECTION,
        /** TLS failed: an untrusted certificate, a wrong name, a key that can't be read. */
        TLS,
        /** The server refused the connection until somebody logs in. */
        NOT_AUTHENTICATED,
        /** The request never left this machine: it is safe to send it again. */
        NOT_SENT,
        /** The request was sent, or a part of it, and it is unknown whether the server ran it. */
        OUTCOME_UNKNOWN
    }

    private final Reason reason;

    FusionClientException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    FusionClientException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** What is known about the request. */
    public Reason reason() {
        return reason;
    }
}
