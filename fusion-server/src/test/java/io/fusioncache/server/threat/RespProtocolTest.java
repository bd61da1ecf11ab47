package io.fusioncache.server.threat;

import io.fusioncache.server.redis.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The threat of broken and excessive messages, over RESP. */
class RespProtocolTest extends ProtocolThreat {
    private static final String INVALID = "^-ERR invalid JSON: ";

    RespProtocolTest() {
        super("resp", "", "");
    }

    private static String command(String... words) {
        return new String(WireClient.encode(List.of(words)), StandardCharsets.ISO_8859_1);
    }

    private static String set(String json) {
        return command("JSON.SET", "victim", "$", json);
    }

    private static Attack broken(String name, String bytes, String sentence) {
        return ends(name, bytes, "^-ERR Protocol error: " + sentence + "\r\n");
    }

    @Override
    String probe() {
        return command("ECHO", "alive");
    }

    @Override
    String probed() {
        return "\\$5\r\nalive\r\n$";
    }

    @Override
    Stream<Attack> attacks() {
        String names =
                IntStream.range(0, 1_000_000).mapToObj(i -> "\"n" + i + "\":1").collect(Collectors.joining(","));
        return Stream.of(
                stays("a plain command", command("ECHO", "hello"), "^\\$5\r\nhello\r\n"),
                broken("three thousand million arguments", "*3000000000\r\n", "invalid multibulk length"),
                broken("a count of 20 digits", "*99999999999999999999\r\n", "invalid multibulk length"),
                stays("a negative count", "*-10\r\n" + command("ECHO", "on"), "^\\$2\r\non\r\n"),
                broken("one argument too many", "*1048577\r\n", "invalid multibulk length"),
                broken("a negative length", "*2\r\n$-10\r\n", "invalid bulk length"),
                broken("a length of 64 bits", "*1\r\n$9223372036854775808\r\n", "invalid bulk length"),
                broken("two thousand million bytes", "*1\r\n$2000000000\r\n", "invalid bulk length"),
                broken("no length where one belongs", "*1\r\nPING\r\n", "expected '\\$', got 'P'"),
                broken("quotes that don't end", "SET \"a\r\n", "unbalanced quotes in request"),
                broken("a line without end", "a".repeat(70_000), "too big inline request"),
                broken("a header without end", "*" + "1".repeat(70_000), "too big mbulk count string"),
                stays("a reply for a command", ":5\r\n", "^-ERR unknown command"),
                stays(
                        "a key that is no UTF-8",
                        command("SET", "\u00ff\u00fe\u00ff\u00fe\u00ff\u00fe", "v"),
                        "^-ERR key"),
                stays("a text that is no UTF-8", set("\"\u00ff\""), INVALID),
                stays("depth 100,000", set("[".repeat(100_000) + "]".repeat(100_000)), INVALID + "Document nesting"),
                stays("a number of a million digits", set("1".repeat(1_000_000)), INVALID + "Number value length"),
                stays("a million names", set("{" + names + "}") + command("DEL", "victim"), "^\\+OK\r\n:1\r\n"),
                stays("a name twice", set("{\"a\":1,\"a\":2}"), INVALID),
                stays("several roots", set("1 2"), INVALID),
                stays(
                        "a number that is huge written out",
                        command("INCRBYFLOAT", "absent", "1e1000000000"),
                        "^-ERR value"),
                stays("a query of depth 100,000", command("FQL", "{\"COUNT\":" + "[".repeat(100_000)), "\"_c\":1306"),
                stays("a string beyond the memory", command("SETRANGE", "absent", "536870000", "x"), "^-OOM"),
                ends("a web page's request", "POST / HTTP/1.1\r\nHost: a\r\n\r\n", "^"));
    }
}
