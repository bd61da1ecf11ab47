package io.fusioncache.server.threat;

import io.fusioncache.server.net.WebSocketClient;
import java.util.stream.Stream;

/** The threat of broken and excessive frames and messages, over the WebSocket interface for bulk. */
class BulkProtocolTest extends WebSocketThreat {
    BulkProtocolTest() {
        super("bulk");
    }

    @Override
    String probe() {
        return text("{\"COUNT\":{}}");
    }

    @Override
    String probed() {
        return "COUNT_RSP";
    }

    private static Attack query(String name, String message, int code) {
        return stays(name, text(message), "\"_c\":" + code + ",");
    }

    @Override
    Stream<Attack> attacks() {
        return Stream.concat(
                frameAttacks("{\"COUNT\"", ":{}}", "\\{\"COUNT_RSP\""),
                Stream.of(
                        stays("a binary message", frame(true, WebSocketClient.BINARY, "abc"), "\"_c\":1306,"),
                        query("a query that is not for bulk", "{\"FIND\":{\"Thing\":{}}}", 1303),
                        query("a command for keys", "GET key", 1306),
                        query("depth 100,000", "{\"STORE\":" + "[".repeat(100_000), 1306),
                        query("a text that is no UTF-8", "{\"STORE\":{\"_qid\":\"\u00ff\u00fe\"}}", 1306)));
    }
}
