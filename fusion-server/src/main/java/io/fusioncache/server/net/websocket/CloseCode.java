package io.fusioncache.server.net.websocket;

/** Why a WebSocket is closed, as RFC 6455 numbers it. */
enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    POLICY_VIOLATION(1008),
    TOO_BIG(1009),
    INTERNAL_ERROR(1011);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
