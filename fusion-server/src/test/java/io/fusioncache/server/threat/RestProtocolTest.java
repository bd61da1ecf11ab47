package io.fusioncache.server.threat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The threat of broken, excessive and smuggled requests, over REST. */
class RestProtocolTest extends ProtocolThreat {
    private static final String HEAD = " / HTTP/1.1\r\nHost: localhost\r\n";
    private static final String CLEAR = "{\"CLEAR\":{\"_confirm\":\"IKnowWhatImDoing\"}}";
    private static final String NEXT = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

    RestProtocolTest() {
        super("rest", "", "");
    }

    private static String request(String method, String body) {
        return method + HEAD + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n"
                + body;
    }

    private static Attack query(String name, String body, int code) {
        return stays(name, request("POST", body), "^HTTP/1.1 400 .*\"_c\":" + code + ",");
    }

    private static Attack refused(String name, String headers) {
        return ends(name, "POST" + HEAD + headers + "\r\n\r\n", "^HTTP/1.1 400 [^\r]*\r\n(?!.*HTTP/1.1).*\r\n\r\n");
    }

    @Override
    String probe() {
        return "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Exactly one more answer: a request that was smuggled in would have had its own before. */
    @Override
    String probed() {
        return "^HTTP/1.1 200 OK\r\n(?!.*HTTP/1.1).*\"status\":\"up\"";
    }

    @Override
    Stream<Attack> attacks() {
        String names =
                IntStream.range(0, 90_000).mapToObj(i -> "\"n" + i + "\":1").collect(Collectors.joining(","));
        return Stream.of(
                stays("a plain query", request("POST", "{\"COUNT\":{}}"), "^HTTP/1.1 200 .*COUNT_RSP"),
                ends(
                        "two thousand million bytes announced",
                        "POST" + HEAD + "Content-Length: 2000000000\r\n\r\n",
                        "^HTTP/1.1 413 .*\"_c\":1503,"),
                refused("a negative length", "Content-Length: -10"),
                refused("a length of 20 digits", "Content-Length: 99999999999999999999"),
                refused("a length that is no number", "Content-Length: ten"),
                refused("two lengths", "Content-Length: 2\r\nContent-Length: 12"),
                refused("a length and chunks", "Content-Length: 6\r\nTransfer-Encoding: chunked"),
                refused("a blank before the colon", "Transfer-Encoding : chunked"),
                refused("a header of 100 KB", "X: " + "x".repeat(100_000)),
                refused("200 headers", "X: 1\r\n".repeat(199) + "X: 1"),
                ends(
                        "an encoding that is unknown, and a request in its body",
                        "POST" + HEAD + "Transfer-Encoding: xchunked\r\n\r\n" + NEXT,
                        "^HTTP/1.1 501 (?!.*HTTP/1.1).*\"status\":501"),
                refused("an encoding twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
                ends(
                        "a chunk of 64 bits",
                        "POST" + HEAD + "Transfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\n{\"",
                        "^$"),
                ends("bytes that are no request", "\u00ff\u00fe\u0001".repeat(100) + "\r\n\r\n", "^HTTP/1.1 400 "),
                stays(
                        "a request in the body of a GET",
                        request("GET", request("POST", CLEAR)),
                        "^HTTP/1.1 400 (?!.*HTTP/1.1).*\"_c\":1306,"),
                stays(
                        "a request in the body of a request for /health",
                        "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + NEXT.length() + "\r\n\r\n"
                                + NEXT,
                        "^HTTP/1.1 200 (?!.*HTTP/1.1).*\"up\""),
                query("a text that is no UTF-8", "{\"COUNT\":{\"_qid\":\"\u00ff\u00fe\"}}", 1306),
                query("depth 100,000", "{\"COUNT\":" + "{\"a\":".repeat(100_000), 1306),
                query("a number of a million digits", "{\"COUNT\":{\"X\":" + "1".repeat(1_000_000) + "}}", 1306),
                query("ninety thousand names", "{\"STORE\":{\"_class\":\"X\",\"_objects\":[{" + names + "}]}}", 1000),
                query("a name twice", "{\"COUNT\":{\"X\":{},\"X\":{}}}", 1306),
                query("several roots", "{\"COUNT\":{}} {\"COUNT\":{}}", 1306));
    }
}
