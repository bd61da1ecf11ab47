package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.query.ServerFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags, exit statuses, and what stands on standard output and standard error. */
@Timeout(60)
class MainTest {
    private static final String FREE_PORTS =
            "--set=objects.rest.port=0 --set=objects.ws.port=0 --set=objects.bulk.port=0 --set=kv.port=0 --set=resp.port=0";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Map<String, String> environment = new HashMap<>();
    private boolean announced;
    private boolean started;
    private Consumer<FusionServer> whenStarted = server -> {};

    private int run(String... args) {
        return new Main(
                        environment,
                        folder.resolve("standard.json"),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        () -> announced = true,
                        (server, reread) -> {
                            started = true;
                            try (server) {
                                whenStarted.accept(server);
                            }
                        })
                .run(args);
    }

    private int runWords(String words) {
        return run(words.split(" ", -1));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(0, run("--help"));
        assertTrue(out().contains("--print-config"), out());
        out.reset();
        assertEquals(0, run("--version"));
        assertEquals("Fusion " + FusionServer.VERSION + System.lineSeparator(), out());
        assertEquals("", err());
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertTrue(Files.readString(Path.of("..", "pom.xml"))
                .contains("<artifactId>fusion-parent</artifactId>\n  <version>" + FusionServer.VERSION + "<"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--no-such-flag | 2 | fusion-server: Unknown option: '--no-such-flag' (--help shows the options)",
                "--config | 2 | fusion-server: Missing required parameter for option '--config' (FILE) (--help shows the options)",
                "positional | 2 | fusion-server: Unmatched argument at index 2: 'positional' (--help shows the options)",
                "--config /no/such/file | 78 | fusion-server: /no/such/file: there is no such file",
                "--set objects.ws.prt=1 | 78 | fusion-server: --set: unknown setting objects.ws.prt; did you mean objects.ws.port?",
                "--set objects.ws.maxRead=1 | 78 | fusion-server: --set: objects.ws.maxRead takes 64 B to 2 MiB, not 1",
                "--set objects.ws.ip=not.an.address.invalid | 78 | fusion-server: objects.ws.ip: there is no address not.an.address.invalid",
                "--set objects.ws.enabled=false --set objects.rest.enabled=false --set kv.enabled=false | 78 | fusion-server: at least one of objects.rest.enabled, objects.ws.enabled and kv.enabled must be true",
                "--check-config --set objects.ws.enabled=false --set objects.rest.enabled=false --set kv.enabled=false | 78 | fusion-server: at least one of objects.rest.enabled, objects.ws.enabled and kv.enabled must be true",
            })
    void whatCantBeUsedIsOneLineAndAStatus(String words, int status, String line) {
        assertEquals(status, runWords("--set objects.rest.port=0 " + words));
        assertEquals(line + System.lineSeparator(), err());
        assertEquals("", out());
        assertFalse(started);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertEquals(69, runWords("--set objects.rest.port=0 --set objects.ws.port=" + port));
            assertEquals(
                    "fusion-server: objects.ws.port: can't listen on 127.0.0.1 port " + port
                            + ": Address already in use" + System.lineSeparator(),
                    err());
            assertFalse(started);
        }
    }

    @Test
    void aSecondServerOnTheSamePortsDoesNotStart() {
        whenStarted = first -> {
            int port = first.listeners().getFirst().port();
            whenStarted = second -> {};
            assertEquals(69, runWords(FREE_PORTS + " --set=objects.rest.port=" + port));
        };
        assertEquals(0, runWords(FREE_PORTS));
        assertTrue(started);
    }

    @Test
    void checkConfigStartsNothing() {
        assertEquals(0, run("--check-config"));
        assertFalse(started);
        assertFalse(announced);
        assertEquals("", out() + err());
    }

    @Test
    void printConfigSaysWhereEachValueCameFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("standard.json"), "{\"objects\":{\"maxDepth\":5}}");
        environment = Map.of("FUSION_OBJECTS_BULK_ENABLED", "false");
        assertEquals(0, runWords("--print-config --set objects.ws.port=7"));
        assertTrue(out().contains("objects.maxDepth = 5  (" + file + ":1:24)"), out());
        assertTrue(out().contains("objects.bulk.enabled = false  (FUSION_OBJECTS_BULK_ENABLED)"), out());
        assertTrue(out().contains("objects.ws.port = 7  (--set)"), out());
        assertTrue(out().contains("memory.max = 60%  (default)"), out());
        assertFalse(started);
    }

    @Test
    void onlyWhatIsEnabledRuns() {
        whenStarted = server -> {
            assertTrue(announced);
            assertEquals(
                    List.of("standard"),
                    server.listeners().stream().map(ServerFacts.Listener::name).toList());
        };
        assertEquals(
                0,
                runWords(FREE_PORTS
                        + " --set=objects.rest.enabled=false --set=objects.bulk.enabled=false"
                        + " --set=kv.enabled=false --set=resp.enabled=false"));
        assertTrue(started);
    }

    @Test
    void everyInterfaceAnswersQueries() {
        whenStarted = server -> {
            try (HttpClient rest = new HttpClient(server.listeners().get(0).port());
                    WebSocketClient standard =
                            new WebSocketClient(server.listeners().get(1).port());
                    WebSocketClient bulk =
                            new WebSocketClient(server.listeners().get(2).port())) {
                assertTrue(rest.post("{\"SERVER_INFO\":{}}").body().startsWith("{\"SERVER_INFO_RSP\":{"));
                assertTrue(standard.send("{\"SERVER_INFO\":{}}").read().startsWith("{\"SERVER_INFO_RSP\":{"));
                assertTrue(bulk.send("{\"SERVER_INFO\":{}}").read().startsWith("{\"SERVER_INFO_RSP\":{"));
                assertEquals("PONG", standard.send("PING").read());
                assertTrue(bulk.send("PING").read().contains("\"_c\":1306"));
                String metrics = rest.get("/metrics").body();
                assertTrue(
                        metrics.contains("fusion_queries_total{interface=\"bulk\",outcome=\"answered\"} 1\n"), metrics);
            }
        };
        assertEquals(0, runWords(FREE_PORTS));
        assertTrue(started);
    }

    @Test
    void termEndsTheProcessWithStatusZero() throws IOException, InterruptedException {
        try (ServerProcess process = ServerProcess.start()) {
            try (WebSocketClient client = new WebSocketClient(process.port("standard"))) {
                assertTrue(client.send("{\"COUNT\":{\"X\":{}}}").read().contains("\"_c\":1000"));
                process.terminate();
                assertEquals(1001, client.readFrame().closeCode());
            }
            process.awaitLine("INFO Fusion stopped$");
            assertEquals(0, process.awaitEnd());
            assertEquals("", process.output());
        }
    }
}
