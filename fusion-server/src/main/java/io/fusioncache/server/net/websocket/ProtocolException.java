package io.fusioncache.server.net.websocket;

/** A client that breaks the protocol, or asks for more than it gets; ends its connection. Has no stack trace. */
final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CloseCode code;

    ProtocolException(CloseCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
