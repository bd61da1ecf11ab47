package io.fusioncache.server.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a WebSocket. */
class HandshakeTest {
    private static final String START =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";

    private final TestNet net = new TestNet();

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void theExampleOfTheStandardIsAnsweredAsThere() {
        try (WebSocketClient client = net.connect()) {
            assertTrue(client.handshake().startsWith("HTTP/1.1 101 "), client.handshake());
            assertTrue(client.handshake().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), client.handshake());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:1982\r\nOrigin: http://localhost:1982\r\n",
                "Host: 192.168.1.7:1982\r\n",
                "Host: [::1]:1982\r\n",
                "Host: [::1]\r\n",
                "Host: cache.example\r\n",
                "Host: CACHE.example:80\r\n",
                "Host: localhost\r\nOrigin: https://app.example\r\n",
            })
    void theseMayConnect(String headers) {
        try (WebSocketClient client = new WebSocketClient(net.webSocketPort, 0, headers)) {
            assertTrue(client.handshake().startsWith("HTTP/1.1 101 "), client.handshake());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example\r\n",
                "Origin: null\r\n",
                "Origin: http://localhost:3000\r\n",
                "Host: localhost:1982\r\nOrigin: http://localhost\r\n",
                "Host: evil.example:1982\r\n",
                "Host: evil.example:1982\r\nOrigin: http://evil.example:1982\r\n",
                "Host: 127.0.0.1.evil.example\r\n",
            })
    void theseMayNot(String headers) {
        try (WebSocketClient client = new WebSocketClient(net.webSocketPort, 0, headers)) {
            assertTrue(client.handshake().startsWith("HTTP/1.1 403 "), client.handshake());
            assertEquals(0, net.webSocketTraffic.connectionsTotal());
        }
    }

    @Test
    void aRequestThatIsNoHandshakeIsToldSo() {
        try (HttpClient client = new HttpClient(net.webSocketPort)) {
            HttpClient.Answer answer = client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals(426, answer.status());
            assertEquals("websocket", answer.header("Upgrade"));
            assertEquals(
                    404,
                    client.send("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n").status());
        }
    }

    @Test
    void anOldVersionAndABrokenKeyAreRefused() {
        try (HttpClient client = new HttpClient(net.webSocketPort)) {
            HttpClient.Answer old = client.send(
                    START + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n");
            assertEquals(426, old.status());
            assertEquals("13", old.header("Sec-WebSocket-Version"));
            assertEquals(
                    400,
                    client.send(START + "Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n")
                            .status());
        }
    }

    @Test
    void noOneConnectsWhileTheServerStops() {
        net.lifecycle.stopping();
        try (WebSocketClient client = net.connect()) {
            assertTrue(client.handshake().startsWith("HTTP/1.1 503 "), client.handshake());
        }
    }

    @Test
    void bytesRightBehindTheHandshakeAreTheFirstMessage() {
        try (HttpClient client = new HttpClient(net.webSocketPort)) {
            byte[] frame =
                    WebSocketClient.frame(true, WebSocketClient.TEXT, "{\"S\"}".getBytes(StandardCharsets.UTF_8));
            client.write(
                    START + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n", frame);
            TestNet.await("message ran", () -> net.handler.ran.contains("{\"S\"}"));
        }
    }
}
