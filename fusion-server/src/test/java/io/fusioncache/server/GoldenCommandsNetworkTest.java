package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.command.GoldenScriptTest;
import io.fusioncache.server.command.TestServer;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.query.ServerFacts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of key-value commands that depend on no clock, over the ports of a running server: what needs the prefix
 * goes to Standard, the rest to the interface of keys.
 */
class GoldenCommandsNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-store.kv",
                "json-change.kv",
                "json-find.kv",
                "json-mistakes.kv",
                "text-json.kv",
                "fusion-json.kv"
            })
    void answersAsWritten(String script) {
        StringBuilder expected = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        try (FusionServer server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
                        .assignment("objects.rest.enabled=false")
                        .assignment("objects.bulk.enabled=false")
                        .assignment("objects.ws.port=0")
                        .assignment("kv.port=0")
                        .assignment("resp.enabled=false")
                        .build());
                WebSocketClient standard = new WebSocketClient(port(server, "standard"));
                WebSocketClient keys = new WebSocketClient(port(server, "kv"))) {
            for (GoldenScriptTest.Step step : GoldenScriptTest.steps(script)) {
                String head = script + " line " + step.line() + ": " + step.message() + "\n";
                expected.append(head);
                actual.append(head);
                WebSocketClient client = step.prefixOptional() ? keys : standard;
                client.send(new String(TestServer.message(step.message()).array(), StandardCharsets.UTF_8));
                for (String answer : step.answers()) {
                    expected.append("< ").append(answer).append('\n');
                    actual.append("< ").append(client.read()).append('\n');
                }
            }
            assertEquals("\"end\"", standard.send("PING end").read());
            assertEquals("\"end\"", keys.send("PING end").read());
        }
        assertEquals(expected.toString(), actual.toString());
    }

    private static int port(FusionServer server, String name) {
        return server.listeners().stream()
                .filter(listener -> listener.name().equals(name))
                .mapToInt(ServerFacts.Listener::port)
                .findFirst()
                .orElseThrow();
    }
}
