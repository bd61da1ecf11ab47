package io.fusioncache.server.net.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Why a WebSocket is closed, as RFC 6455 numbers it. */
enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    POLICY_VIOLATION(1008),
    TOO_BIG(1009),
    INTERNAL_ERROR(1011);

    private static final int FIRST = 1000;
    private static final int LAST = 1014;

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /**
     * True when a close frame of the other side may say that (RFC 6455, 7.4): nothing, or a code that is defined for
     * close frames or left to libraries and applications, and behind it a reason in UTF-8.
     */
    static boolean isAllowed(byte[] payload) {
        if (payload.length == 0) {
            return true;
        }
        if (payload.length == 1) {
            return false;
        }
        int code = ((payload[0] & 0xFF) << Byte.SIZE) | (payload[1] & 0xFF);
        boolean isDefined = code >= FIRST && code <= LAST && (code < 1004 || code > 1006);
        boolean isFree = code >= 3000 && code <= 4999;
        return (isDefined || isFree) && isText(ByteBuffer.wrap(payload, 2, payload.length - 2));
    }

    private static boolean isText(ByteBuffer reason) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(reason);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
