package io.fusioncache.server.threat;

import io.fusioncache.server.net.WebSocketClient;
import java.util.stream.Stream;

/** The threat of broken and excessive frames and messages, over the WebSocket interface for keys. */
class KvProtocolTest extends WebSocketThreat {
    KvProtocolTest() {
        super("kv");
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
        return Stream.concat(
                frameAttacks("{\"CONTAINS\"", ":[\"victim\"]}", "\\{\"CONTAINS_RSP\""),
                Stream.of(
                        stays("a binary message", frame(true, WebSocketClient.BINARY, "abc"), "\"st\":"),
                        stays("twice the limit", text("x".repeat(2 << 20)), "\"st\":"),
                        stays("a query", text("{\"COUNT_OBJECTS\":{}}"), "KV_ERR"),
                        stays("depth 100,000", text("{\"SET\":" + "[".repeat(100_000)), "\"st\":3,"),
                        stays("a text that is no UTF-8", text("{\"GET\":[\"\u00ff\u00fe\"]}"), "\"st\":3,")));
    }
}
