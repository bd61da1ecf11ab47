package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.command.GoldenScriptTest;
import io.fusioncache.server.command.TestServer;
import io.fusioncache.server.net.CommandHandler;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of key-value commands that let time pass, over real ports: the clock is the test's, the rest is not. */
class GoldenClockNetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"json-time.kv", "text-strings.kv", "text-keys.kv", "fusion-text.kv"})
    void answersAsWritten(String script) throws IOException {
        StringBuilder expected = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        TestServer server = new TestServer();
        server.clients.remove(server.client);
        try (TestNet net = new TestNet();
                WebSocketClient standard = new WebSocketClient(net.open("standard", handler(server, false)));
                WebSocketClient keys = new WebSocketClient(net.open("kv", handler(server, true)))) {
            for (GoldenScriptTest.Step step : GoldenScriptTest.steps(script)) {
                if (step.passes() > 0) {
                    server.clock.advance(step.passes());
                    continue;
                }
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

    private static CommandHandler handler(TestServer server, boolean prefixOptional) {
        return new CommandHandler(server.json, server.text, server.clients, prefixOptional);
    }
}
