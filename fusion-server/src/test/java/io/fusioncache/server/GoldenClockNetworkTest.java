package io.fusioncache.server;

import io.fusioncache.server.command.TestServer;
import io.fusioncache.server.net.CommandHandler;
import io.fusioncache.server.net.TestNet;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of key-value commands that let time pass, over real ports: the clock is the test's, the rest is not. */
class GoldenClockNetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"json-time.kv", "text-strings.kv", "text-keys.kv", "fusion-text.kv"})
    void answersAsWritten(String script) throws IOException {
        TestServer server = new TestServer();
        server.clients.remove(server.client);
        try (TestNet net = new TestNet()) {
            NetworkScript.run(
                    script,
                    net.open("standard", handler(server, false)),
                    net.open("kv", handler(server, true)),
                    server.clock::advance);
        }
    }

    private static CommandHandler handler(TestServer server, boolean prefixOptional) {
        return new CommandHandler(server.json, server.text, server.clients, prefixOptional);
    }
}
