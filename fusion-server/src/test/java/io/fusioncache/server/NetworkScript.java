package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.command.GoldenScriptTest;
import io.fusioncache.server.command.TestServer;
import io.fusioncache.server.net.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Runs scripts of key-value commands over real ports: what needs the prefix over Standard, the rest over KV. */
final class NetworkScript {
    private NetworkScript() {}

    /**
     * Runs a script and compares all of its answers.
     *
     * @param clock lets so many milliseconds pass
     */
    static void run(String script, int standardPort, int keysPort, LongConsumer clock) {
        StringBuilder expected = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        try (WebSocketClient standard = new WebSocketClient(standardPort);
                WebSocketClient keys = new WebSocketClient(keysPort)) {
            for (GoldenScriptTest.Step step : GoldenScriptTest.steps(script)) {
                if (step.passes() > 0) {
                    clock.accept(step.passes());
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
}
