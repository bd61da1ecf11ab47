package io.fusioncache.server.threat;

import io.fusioncache.server.net.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Attacks on the frames of a WebSocket, whatever is spoken within. */
abstract class WebSocketThreat extends ProtocolThreat {
    static final int COMPRESSED = 0x40;

    private static final int CONTINUATION = 0;
    private static final String MASK = "\u0000\u0000\u0000\u0000";

    WebSocketThreat(String listener) {
        super(
                listener,
                String.join(
                        "\r\n",
                        "GET / HTTP/1.1",
                        "Host: localhost",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "",
                        ""),
                "^HTTP/1.1 101 .*\r\n\r\n");
    }

    static String latin1(byte... bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String frame(boolean last, int opcode, String payload) {
        return latin1(WebSocketClient.frame(last, opcode, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String text(String message) {
        return frame(true, WebSocketClient.TEXT, message);
    }

    /** A close frame of that code. */
    static Attack closed(String name, String bytes, int code) {
        return ends(name, bytes, "^\u0088.\u0003" + (char) (code & 0xFF));
    }

    private static Attack close(int code) {
        return closed(
                "a close frame with the code " + code,
                frame(true, WebSocketClient.CLOSE, "" + (char) (code >> 8) + (char) (code & 0xFF)),
                1002);
    }

    /**
     * The attacks.
     *
     * @param query a message in two halves
     * @param answer how its answer begins
     */
    static Stream<Attack> frameAttacks(String query, String rest, String answer) {
        return Stream.concat(
                IntStream.of(0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535).mapToObj(WebSocketThreat::close),
                Stream.of(
                        closed("half a close code", frame(true, WebSocketClient.CLOSE, "\u0003"), 1002),
                        closed(
                                "a close frame whose reason is no UTF-8",
                                frame(true, WebSocketClient.CLOSE, "\u0003\u00e8\u00ff"),
                                1002),
                        closed("a close frame", frame(true, WebSocketClient.CLOSE, "\u0003\u00e8bye"), 1000),
                        closed(
                                "a close frame of an application",
                                frame(true, WebSocketClient.CLOSE, "\u000b\u00b8"),
                                1000),
                        closed("a length of 63 bits", "\u0081\u00ff\u007f" + "\u00ff".repeat(7) + MASK, 1009),
                        closed("a negative length", "\u0081\u00ff" + "\u00ff".repeat(8) + MASK, 1002),
                        closed(
                                "two thousand million bytes",
                                latin1(WebSocketClient.header(true, 1, 2_000_000_000L)),
                                1009),
                        closed("a length not in its shortest form", "\u0081\u00fe\u0000\u0005" + MASK, 1002),
                        closed("no mask", "\u0081\u0002{}", 1002),
                        closed("reserved bits", "\u00b1\u0080" + MASK, 1002),
                        closed("a reserved opcode", "\u0083\u0080" + MASK, 1002),
                        closed("a ping in fragments", "\u0009\u0080" + MASK, 1002),
                        closed("a ping of 126 bytes", frame(true, WebSocketClient.PING, "x".repeat(126)), 1002),
                        closed("a fragment of nothing", frame(true, CONTINUATION, "x"), 1002),
                        closed("a message in a message", frame(false, WebSocketClient.TEXT, "{") + text("}"), 1002),
                        closed(
                                "what is not deflated",
                                frame(true, WebSocketClient.TEXT | COMPRESSED, "\u00ff\u00ff\u00ff"),
                                1002),
                        stays(
                                "a ping between fragments",
                                frame(false, WebSocketClient.TEXT, query)
                                        + frame(true, WebSocketClient.PING, "hey")
                                        + frame(true, CONTINUATION, rest),
                                "^\u008a\u0003hey\u0081." + answer),
                        stays(
                                "a hundred thousand empty fragments",
                                frame(false, WebSocketClient.TEXT, "")
                                        + frame(false, CONTINUATION, "").repeat(100_000)
                                        + frame(true, CONTINUATION, query + rest),
                                answer)));
    }
}
