package io.fusioncache.server.threat;

import io.fusioncache.server.net.WebSocketClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** The threat of broken and excessive frames and messages, over WebSocket. */
class WebSocketProtocolTest extends ProtocolThreat {
    private static final int CONTINUATION = 0;
    private static final int COMPRESSED = 0x40;
    private static final String MASK = "\u0000\u0000\u0000\u0000";

    WebSocketProtocolTest() {
        super(
                "standard",
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

    private static String latin1(byte... bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String frame(boolean last, int opcode, String payload) {
        return latin1(WebSocketClient.frame(last, opcode, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(String message) {
        return frame(true, WebSocketClient.TEXT, message);
    }

    /** A close frame of that code. */
    private static Attack closed(String name, String bytes, int code) {
        return ends(name, bytes, "^\u0088.\u0003" + (char) (code & 0xFF));
    }

    private static Attack query(String name, String message, int code) {
        return stays(name, text(message), "\"_c\":" + code + ",");
    }

    private static Attack set(String name, String value, String answer) {
        return stays(name, text("{\"KV_SET\":{\"victim\":" + value + "}}"), answer);
    }

    private static Attack find(String name, String expression) {
        return stays(name, text("{\"KV_FIND\":{\"keyrgx\":\"" + expression + "\",\"==\":1}}"), "\"st\":63");
    }

    /** A gigabyte of blanks in a megabyte. */
    private static String bomb() {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(new byte[1 << 20]);
        byte[] block = new byte[1 << 13];
        int length = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
        deflater.end();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 1024; i++) {
            all.writeBytes(Arrays.copyOf(block, length));
        }
        return latin1(Arrays.copyOf(all.toByteArray(), all.size() - 4));
    }

    @Override
    String probe() {
        return text("ECHO alive");
    }

    @Override
    String probed() {
        return "\"alive\"$";
    }

    @Override
    Stream<Attack> attacks() {
        String names =
                IntStream.range(0, 90_000).mapToObj(i -> "\"n" + i + "\":1").collect(Collectors.joining(","));
        String bomb = bomb();
        return Stream.of(
                stays("a plain query", text("{\"COUNT\":{}}"), "COUNT_RSP"),
                closed("a length of 63 bits", "\u0081\u00ff\u007f" + "\u00ff".repeat(7) + MASK, 1009),
                closed("a negative length", "\u0081\u00ff" + "\u00ff".repeat(8) + MASK, 1002),
                closed("two thousand million bytes", latin1(WebSocketClient.header(true, 1, 2_000_000_000L)), 1009),
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
                        frame(false, WebSocketClient.TEXT, "{\"COUNT\"")
                                + frame(true, WebSocketClient.PING, "hey")
                                + frame(true, CONTINUATION, ":{}}"),
                        "^\u008a\u0003hey\u0081.\\{\"COUNT_RSP\""),
                stays(
                        "a hundred thousand empty fragments",
                        frame(false, WebSocketClient.TEXT, "")
                                + frame(false, CONTINUATION, "").repeat(100_000)
                                + frame(true, CONTINUATION, "{\"COUNT\":{}}"),
                        "COUNT_RSP"),
                stays("a deflate bomb", frame(true, WebSocketClient.TEXT | COMPRESSED, bomb), "\"_c\":1503,"),
                stays("a binary message", frame(true, WebSocketClient.BINARY, "abc"), "\"_c\":1306,"),
                stays("twice the limit", text("x".repeat(2 << 20)), "\"_c\":1503,"),
                query("a text that is no UTF-8", "{\"COUNT\":{\"_qid\":\"\u00ff\u00fe\"}}", 1306),
                query("depth 100,000", "{\"COUNT\":" + "[".repeat(100_000), 1306),
                query("a number of a million digits", "{\"COUNT\":{\"X\":" + "1".repeat(1_000_000) + "}}", 1306),
                query("a name twice", "{\"COUNT\":{\"X\":{},\"X\":{}}}", 1306),
                query("several roots", "{\"COUNT\":{}} {\"COUNT\":{}}", 1306),
                set("a value that is no UTF-8", "\"\u00ff\u00fe\"", "\"st\":3,"),
                set("a value of depth 100,000", "[".repeat(100_000) + "]".repeat(100_000), "\"st\":3,"),
                set("a value of a million digits", "1".repeat(1_000_000), "\"st\":3,"),
                stays(
                        "a value of ninety thousand names",
                        text("{\"KV_SET\":{\"victim\":{" + names + "}}}") + text("DEL victim"),
                        "\"st\":20,.*\u0081\u00011$"),
                set("a name twice in a value", "{\"a\":1,\"a\":2}", "\"st\":3,"),
                stays("quotes that don't end", text("SET \"abc"), "ERR Protocol error: unbalanced quotes"),
                find("repetitions of repetitions", "(((a{1,1000}){1,1000}){1,1000})"),
                find("a long regular expression", "(a*)".repeat(200_000)));
    }
}
