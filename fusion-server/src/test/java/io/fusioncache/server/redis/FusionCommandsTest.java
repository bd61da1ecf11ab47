package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The walk-through of Cache Fusion over a socket, reply by reply, in both versions of the protocol. */
class FusionCommandsTest {
    private FusionRedisServer server;
    private WireClient client;

    @BeforeEach
    void start() throws IOException {
        server = FusionRedisServer.start();
        client = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    /** Sends words, which may be quoted with apostrophes, and compares the reply with what is expected. */
    private void expect(String reply, String... words) throws IOException {
        assertEquals(reply, shown(client.call(words)), String.join(" ", words));
    }

    /** A reply in one line: its mark and its text, elements in brackets. */
    private static String shown(WireReply reply) {
        if (!reply.elements().isEmpty()) {
            return reply.mark()
                    + reply.elements().stream()
                            .map(FusionCommandsTest::shown)
                            .toList()
                            .toString();
        }
        String text = reply.text();
        return reply.mark()
                + (reply.mark() == '$' && !text.equals("-1") ? text.substring(text.indexOf(':') + 1) : text);
    }

    private void prepare() throws IOException {
        expect("+OK", "CONFIG", "SET", "fusion.enabled", "true");
        expect("+OK", "JSON.SET", "product:42:details", "$", "{\"name\":\"Chair\"}");
        expect("+OK", "SET", "product:42:price", "29.99");
        expect("+OK", "SET", "product:42:inventory", "7");
        expect("+OK", "SET", "product:42:reviews", "[\"good\"]");
    }

    @Test
    void theWalkThrough() throws IOException {
        expect("-FUSION disabled; CONFIG SET fusion.enabled true", "GET_FUSED", "page:product:42");
        expect("-FUSION disabled; CONFIG SET fusion.enabled true", "FUSE", "page:product:42", "product:42:price");
        expect("*[$fusion.enabled, $false]", "CONFIG", "GET", "fusion.enabled");
        prepare();
        expect("$-1", "GET_FUSED", "page:product:42");
        expect(
                "+OK (4 fragments registered)",
                "FUSE",
                "page:product:42",
                "product:42:details",
                "product:42:price",
                "product:42:inventory",
                "product:42:reviews");
        expect(
                "+OK (3 fragments, product:42:inventory removed)",
                "FUSE",
                "page:product:42",
                "product:42:details",
                "product:42:price",
                "product:42:reviews");
        String details = "{\"fragments\":[{\"key\":\"product:42:details\",\"value\":\"{\\\"name\\\":\\\"Chair\\\"}\"}";
        String reviews = ",{\"key\":\"product:42:reviews\",\"value\":\"[\\\"good\\\"]\"}]";
        expect(
                "$" + details + ",{\"key\":\"product:42:price\",\"value\":\"29.99\"}" + reviews + ",\"complete\":true}",
                "GET_FUSED",
                "page:product:42");
        expect("+OK", "SET", "product:42:price", "19.99");
        String second =
                details + ",{\"key\":\"product:42:price\",\"value\":\"19.99\"}" + reviews + ",\"complete\":true}";
        expect("$" + second, "get_fused", "page:product:42");
        expect("$" + second, "GET", "page:product:42");
        expect("+composite", "TYPE", "page:product:42");
        expect(
                "-ERR key 'page:product:42' is a composite, which can't be written; UNFUSE it first",
                "SET",
                "page:product:42",
                "text");
        expect(":1", "DEL", "product:42:price");
        expect(
                "$" + details + reviews + ",\"missing_keys\":[\"product:42:price\"],\"complete\":false}",
                "GET_FUSED",
                "page:product:42");
        expect("+OK", "CONFIG", "SET", "fusion.require_complete", "true");
        expect("-INCOMPLETE missing product:42:price", "GET_FUSED", "page:product:42");
        expect("+OK", "CONFIG", "SET", "fusion.require_complete", "false");
        expect("*[$page:product:42]", "COMPOSITES", "page:*");
        expect("*[$page:product:42]", "FUSED_BY", "product:42:price");
        expect(":1", "UNFUSE", "page:product:42", "page:product:43");
        expect("*0", "COMPOSITES");
    }

    @Test
    void whatDiffersBetweenTheVersions() throws IOException {
        prepare();
        expect("+OK (1 fragment registered)", "FUSE", "page:product:42", "product:42:price");
        String fields = "[$fragments, *[$product:42:price], $missing, *0, $state, $dirty, $cached_bytes, :0,"
                + " $composed, :0, $hits, :0]";
        expect("*" + fields, "FUSE_INFO", "page:product:42");
        expect("$-1", "FUSE_INFO", "page:product:43");
        client.call("HELLO", "3");
        expect("%" + fields, "FUSE_INFO", "page:product:42");
        expect("_", "FUSE_INFO", "page:product:43");
        expect("_", "GET_FUSED", "page:product:43");
    }
}
