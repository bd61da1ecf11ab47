package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.FreePorts;
import io.fusioncache.server.FusionServer;
import io.fusioncache.server.ServerProcess;
import io.fusioncache.server.StartException;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threats of a stop in the middle of things, of a port that is taken, and of a log that can't be written. */
@Timeout(120)
class StoppingTest {
    private static final int PAGES = Scale.of("pages", 50, 2000);
    private static final int CLIENTS = 3;
    private static final int WARM = Scale.of("writesBeforeStop", 100, 5000);
    private static final long MOST_MILLIS = 10_000;

    /** What one client saw: how many of its writes were acknowledged, and how its connection ended. */
    private record Seen(int client, int acknowledged, String end) {}

    /** A server, wherever it runs, and clients that write to it until it goes. */
    private static final class Load implements AutoCloseable {
        private final CountDownLatch warm = new CountDownLatch(2 * CLIENTS * WARM);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<Future<Seen>> writers = new ArrayList<>();
        private final List<Future<Seen>> askers = new ArrayList<>();
        private final int resp;
        private final int webSocket;
        private final int rest;

        Load(int resp, int webSocket, int rest) throws InterruptedException {
            this.resp = resp;
            this.webSocket = webSocket;
            this.rest = rest;
            fill();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                writers.add(threads.submit(() -> writeOverResp(client)));
                writers.add(threads.submit(() -> writeOverWebSocket(CLIENTS + client)));
                askers.add(threads.submit(() -> askOverWebSocket(client)));
                askers.add(threads.submit(() -> askOverRest(client)));
            }
            assertTrue(warm.await(60, TimeUnit.SECONDS), "the load does not begin");
        }

        private void fill() {
            try (HttpClient client = new HttpClient(rest)) {
                assertEquals(
                        200,
                        client.post("{\"CREATE_CLASSES\":{\"Thing\":{\"name\":\"string\"}}}")
                                .status());
                String objects = "{\"name\":\"x\"},".repeat(20_000);
                assertEquals(
                        200,
                        client.post("{\"STORE\":{\"_class\":\"Thing\",\"_objects\":["
                                        + objects.substring(0, objects.length() - 1) + "]}}")
                                .status());
            }
        }

        static String key(int client, int number) {
            return "writer" + client + ":" + number;
        }

        private Seen writeOverResp(int client) throws IOException {
            int acknowledged = 0;
            try (WireClient wire = new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), resp))) {
                while (true) {
                    assertEquals(
                            "+OK",
                            wire.call("SET", key(client, acknowledged), "1").toString());
                    acknowledged++;
                    warm.countDown();
                }
            } catch (EOFException | SocketException e) {
                return new Seen(client, acknowledged, "closed");
            }
        }

        private Seen writeOverWebSocket(int client) {
            int acknowledged = 0;
            try (WebSocketClient socket = new WebSocketClient(webSocket)) {
                while (true) {
                    socket.send("{\"KV_SET\":{\"" + key(client, acknowledged) + "\":1}}");
                    WebSocketClient.Frame frame = socket.readFrame();
                    if (frame.opcode() == WebSocketClient.CLOSE) {
                        return new Seen(client, acknowledged, "closed with " + frame.closeCode());
                    }
                    if (frame.text().contains("\"st\":20")) {
                        acknowledged++;
                        warm.countDown();
                    } else {
                        assertTrue(frame.text().contains("\"st\":90"), frame::text);
                    }
                }
            } catch (UncheckedIOException e) {
                return new Seen(client, acknowledged, "broken");
            }
        }

        /** Ten scans at a time; every one has to be answered or refused before the close. */
        private Seen askOverWebSocket(int client) {
            int asked = 0;
            int answered = 0;
            try (WebSocketClient socket = new WebSocketClient(webSocket)) {
                while (true) {
                    socket.sendRaw(scans());
                    asked += 10;
                    for (; answered < asked; answered++) {
                        WebSocketClient.Frame frame = socket.readFrame();
                        if (frame.opcode() == WebSocketClient.CLOSE) {
                            // A close between two rounds leaves the round unanswered that crossed it on the way.
                            assertEquals(0, answered % 10, "some scans were left out");
                            return new Seen(client, answered, "closed with " + frame.closeCode());
                        }
                        String text = frame.text();
                        assertTrue(text.contains("FIND_RSP\":[]") || text.contains("\"_c\":1901,"), text);
                    }
                }
            } catch (UncheckedIOException e) {
                return new Seen(client, answered, "broken");
            }
        }

        private static byte[] scans() {
            byte[] one = WebSocketClient.frame(
                    true,
                    WebSocketClient.TEXT,
                    "{\"FIND\":{\"Thing\":{\"name\":\"absent\"}}}".getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[10 * one.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = one[i % one.length];
            }
            return all;
        }

        private Seen askOverRest(int client) {
            int answered = 0;
            try (HttpClient http = new HttpClient(rest)) {
                while (true) {
                    HttpClient.Answer answer = http.post("{\"FIND\":{\"Thing\":{\"name\":\"absent\"}}}");
                    assertTrue(
                            answer.status() == 200
                                    || (answer.status() == 503 && answer.body().contains("\"_c\":1901,")),
                            answer::body);
                    answered++;
                }
            } catch (UncheckedIOException e) {
                return new Seen(client, answered, "closed");
            }
        }

        List<Seen> writers() throws Exception {
            return seen(writers);
        }

        List<Seen> askers() throws Exception {
            return seen(askers);
        }

        private static List<Seen> seen(List<Future<Seen>> clients) throws Exception {
            List<Seen> all = new ArrayList<>();
            for (Future<Seen> client : clients) {
                all.add(client.get(60, TimeUnit.SECONDS));
            }
            return all;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    private static void requireGoodbye(List<Seen> clients) {
        clients.forEach(seen ->
                assertTrue(seen.end().equals("closed") || seen.end().equals("closed with 1001"), seen::toString));
    }

    @Test
    void whatWasAcknowledgedBeforeAStopWasApplied() throws Exception {
        FusionServer server = ThreatServer.startServer(Map.of());
        try (Load load = new Load(
                FreePorts.of(server, "resp"), FreePorts.of(server, "standard"), FreePorts.of(server, "rest"))) {
            long began = System.nanoTime();
            server.stop();
            long millis = Observed.millisSince(began);
            int acknowledged = 0;
            for (Seen seen : load.writers()) {
                for (int i = 0; i < seen.acknowledged(); i++) {
                    String key = Load.key(seen.client(), i);
                    assertNotNull(server.keyspace().get(key.getBytes(StandardCharsets.UTF_8)), key);
                }
                acknowledged += seen.acknowledged();
            }
            requireGoodbye(load.writers());
            requireGoodbye(load.askers());
            Observed.row(
                    "a stop under the load of " + 4 * CLIENTS + " clients",
                    "every write that was acknowledged was applied; every query answered or refused with 1901",
                    acknowledged + " of " + acknowledged + " writes applied; stopped after " + millis + " ms");
        } finally {
            server.stop();
        }
    }

    @Test
    void termUnderFullLoadEndsTheProcessInGoodOrder() throws Exception {
        try (ServerProcess process = ServerProcess.start();
                Load load = new Load(process.port("resp"), process.port("standard"), process.port("rest"))) {
            long began = System.nanoTime();
            process.terminate();
            process.awaitLine("INFO Fusion stopped$");
            assertEquals(0, process.awaitEnd());
            long millis = Observed.millisSince(began);
            requireGoodbye(load.writers());
            requireGoodbye(load.askers());
            assertTrue(millis <= MOST_MILLIS, () -> "ended after " + millis + " ms");
            Observed.row(
                    "TERM under the load of " + 4 * CLIENTS + " clients",
                    "WebSockets closed with 1001, exit status 0 within " + MOST_MILLIS / 1000 + " s",
                    "so, after " + millis + " ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects.rest.port", "objects.ws.port", "objects.bulk.port", "kv.port", "resp.port"})
    void aSecondServerOnAPortLeavesTheFirstAloneAndNothingBehind(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long threads = ThreatServer.threads();
            Map<String, String> settings = Map.of(setting, Integer.toString(taken.getLocalPort()));
            StartException refused = assertThrows(StartException.class, () -> ThreatServer.startServer(settings));
            assertEquals(StartException.UNAVAILABLE, refused.status());
            assertTrue(String.valueOf(refused.getMessage()).startsWith(setting + ": "), refused::getMessage);
            TestNet.await("threads ended", () -> ThreatServer.threads() <= threads);
        }
    }

    /**
     * The shell gives the process a standard error that can be read only, that is always full, or that is a full pipe
     * which nobody reads: whoever writes there waits for ever.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec \"$0\" \"$@\" 2</dev/null",
                "exec \"$0\" \"$@\" 2>/dev/full",
                "head -c 65536 /dev/zero >&2; exec \"$0\" \"$@\""
            })
    void aLogThatCantBeWrittenStopsNothing(String start) throws Exception {
        List<Integer> ports = freePorts(5);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", start));
        command.addAll(ServerProcess.command(List.of(
                "objects.rest.port=" + ports.get(0),
                "objects.ws.port=" + ports.get(1),
                "objects.bulk.port=" + ports.get(2),
                "kv.port=" + ports.get(3),
                "resp.port=" + ports.get(4))));
        Process process = new ProcessBuilder(command).start();
        try {
            TestNet.await("the server answers", () -> pings(ports.get(4)));
            // Each makes it want to log.
            for (int i = 0; i < PAGES; i++) {
                try (WireClient page =
                        new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(4)))) {
                    page.sendRaw("POST / HTTP/1.1\r\n");
                    assertEquals("", page.readToEnd());
                }
                assertTrue(pings(ports.get(4)));
            }
            process.toHandle().destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean pings(int port) {
        try (WireClient client = new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return client.call("PING").toString().equals("+PONG");
        } catch (IOException e) {
            return false; // It is still starting.
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
