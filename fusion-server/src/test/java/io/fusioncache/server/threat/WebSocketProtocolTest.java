package io.fusioncache.server.threat;

import io.fusioncache.server.net.WebSocketClient;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** The threat of broken and excessive frames and messages, over WebSocket. */
class WebSocketProtocolTest extends WebSocketThreat {
    WebSocketProtocolTest() {
        super("standard");
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
        Stream<Attack> messages = Stream.of(
                stays("a plain query", text("{\"COUNT\":{}}"), "COUNT_RSP"),
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
        return Stream.concat(frameAttacks("{\"COUNT\"", ":{}}", "\\{\"COUNT_RSP\""), messages);
    }
}
