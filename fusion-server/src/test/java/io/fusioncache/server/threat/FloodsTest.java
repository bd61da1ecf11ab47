package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.RawClient;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threat of too many connections. */
@Timeout(300)
class FloodsTest {
    private static final List<String> LISTENERS = List.of("resp", "rest", "standard", "bulk", "kv");
    private static final int LIMIT = 100;

    private final ThreatServer server = ThreatServer.start(Map.of());
    private final List<AutoCloseable> clients = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
    }

    private RawClient connect(int i) {
        return new RawClient(server.port(LISTENERS.get(i % LISTENERS.size())));
    }

    /** RESP answers PONG, the ports of HTTP that this is no request. */
    private static void greet(RawClient client, int i) {
        boolean resp = i % LISTENERS.size() == 0;
        client.send(resp ? "PING\r\n" : "no request\r\n\r\n");
    }

    private static void requireAnswer(RawClient client, int i) {
        String answer = client.readUntil(Pattern.compile("\r\n"));
        String wanted = i % LISTENERS.size() == 0 ? "+PONG" : "HTTP/1.1 400 ";
        assertTrue(answer.startsWith(wanted), () -> "answered " + answer);
    }

    @Test
    void oneAfterAnother() throws InterruptedException {
        int count = Scale.of("connectionsInTurn", 10_000, 100_000);
        try (Bystander bystander = new Bystander(server)) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                try (RawClient client = connect(i)) {
                    // Every third asks and reads, every third asks and leaves, every third just leaves.
                    if (i % 3 != 0) {
                        greet(client, i);
                    }
                    if (i % 3 == 1) {
                        requireAnswer(client, i);
                    }
                }
            }
            long millis = Observed.millisSince(began);
            bystander.awaitServed();
            server.awaitBack();
            Observed.row(
                    count + " connections one after another, over all interfaces",
                    server.back(),
                    "so, after " + millis + " ms; " + bystander.finish());
        }
    }

    @Test
    void manyAtOnce() throws InterruptedException {
        int count = Scale.of("connectionsAtOnce", 2000, 4000);
        try (Bystander bystander = new Bystander(server)) {
            long began = System.nanoTime();
            List<RawClient> crowd = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                crowd.add(connect(i));
                clients.add(crowd.getLast());
            }
            for (int i = 0; i < count; i++) {
                greet(crowd.get(i), i);
            }
            for (int i = 0; i < count; i++) {
                requireAnswer(crowd.get(i), i);
            }
            long millis = Observed.millisSince(began);
            bystander.awaitServed();
            crowd.forEach(RawClient::close);
            server.awaitBack();
            Observed.row(
                    count + " connections at once, over all interfaces",
                    "all answered; " + server.back(),
                    "answered after " + millis + " ms; " + bystander.finish());
        }
    }

    @Test
    void oneTooManyIsToldSoOnEveryInterface() throws IOException, InterruptedException {
        int tooMany = Scale.of("connectionsTooMany", 500, 5000);
        try (WireClient first = server.resp();
                Bystander bystander = new Bystander(server)) {
            assertEquals(
                    "+OK",
                    first.call("CONFIG", "SET", "maxclients", Integer.toString(LIMIT))
                            .toString());
            int free = LIMIT - 4;
            for (int i = 0; i < free; i++) {
                RawClient client = connect(5 * i);
                clients.add(client);
                greet(client, 5 * i);
                requireAnswer(client, 5 * i);
            }
            requireRefused();
            long began = System.nanoTime();
            for (int i = 0; i < tooMany; i++) {
                connect(i).close();
            }
            long millis = Observed.millisSince(began);
            requireRefused();
            bystander.awaitServed();
            for (AutoCloseable client : clients) {
                close(client);
            }
            clients.clear();
            server.awaitBack();
            try (WireClient again = server.resp()) {
                assertEquals("+PONG", again.call("PING").toString());
            }
            Observed.row(
                    tooMany + " connections beyond `server.maxClients` " + LIMIT,
                    "503 or `-ERR max number of clients reached` on every interface; those connected go on; "
                            + server.back(),
                    "so, after " + millis + " ms; " + bystander.finish());
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void requireRefused() throws IOException {
        try (WireClient client = server.resp()) {
            assertEquals("-ERR max number of clients reached\r\n", client.readToEnd());
        }
        try (HttpClient client = server.rest()) {
            HttpClient.Answer answer = client.post("{\"COUNT\":{}}");
            assertEquals(503, answer.status());
            assertEquals("1", answer.header("Retry-After"));
            assertTrue(answer.body().contains("server.maxClients"), answer::body);
        }
        for (String listener : List.of("standard", "bulk", "kv")) {
            try (WebSocketClient client = new WebSocketClient(server.port(listener))) {
                assertTrue(client.handshake().startsWith("HTTP/1.1 503 "), client::handshake);
            }
        }
    }
}
