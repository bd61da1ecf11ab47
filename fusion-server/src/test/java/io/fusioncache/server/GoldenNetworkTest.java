package io.fusioncache.server;

import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.golden.GoldenRunner;
import io.fusioncache.server.query.golden.GoldenTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every golden case again, through each interface of a running server, and with every answer sent in parts. */
class GoldenNetworkTest {
    private static final Map<String, String> PARTS = Map.of("objects.answerPartBytes", "1");

    private final List<GoldenTransport> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(GoldenTransport::close);
    }

    private Stream<DynamicNode> tests(GoldenTransport transport) {
        open.add(transport);
        return GoldenRunner.tests(transport);
    }

    @TestFactory
    Stream<DynamicNode> rest() {
        return tests(new NetworkTransport.Rest(Map.of()));
    }

    @TestFactory
    Stream<DynamicNode> standard() {
        return tests(new NetworkTransport.WebSocket(QuerySource.STANDARD, "standard", Map.of()));
    }

    @TestFactory
    Stream<DynamicNode> bulk() {
        return tests(new NetworkTransport.WebSocket(QuerySource.BULK, "bulk", Map.of()));
    }

    @TestFactory
    Stream<DynamicNode> restInParts() {
        return tests(new NetworkTransport.Rest(PARTS));
    }

    @TestFactory
    Stream<DynamicNode> standardInParts() {
        return tests(new NetworkTransport.WebSocket(QuerySource.STANDARD, "standard", PARTS));
    }
}
