package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** monitor, stat, latency and bench. */
@Timeout(60)
class MeasureTest {
    private final ServerFixture server = new ServerFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsCommandsUntilTheServerIsGone() throws Exception {
        CompletableFuture<CliRun> watching =
                CompletableFuture.supplyAsync(() -> server.cli().run("monitor"));
        while (!server.cli().run("exec", "CLIENT", "LIST").out().contains("flags=O")) {
            assertTrue(!watching.isDone(), "monitor has ended");
        }
        server.cli().run("exec", "SET", "key:one", "\"ä\n");
        server.close();
        CliRun run = watching.get(30, TimeUnit.SECONDS);
        assertEquals(3, run.status());
        String last = run.out().lines().reduce("", (before, line) -> line);
        assertTrue(
                last.matches("\\{\"time\":[0-9]+\\.[0-9]{6},\"client\":\"127.0.0.1:[0-9]+\",\"command\":"
                        + "\\[\"SET\",\"key:one\",\"\\\\\"ä\\\\n\"]}"),
                run.out());
        assertTrue(run.err().startsWith("fusion-cli: the server closed the connection"), run.err());
    }

    @Test
    void showsWhatTheServerHoldsAndDoes() {
        server.cli()
                .in("{\"CREATE_CLASSES\":{\"P\":{\"n\":\"string\"}}}\nSET key:one 1\nSET key:two 2\n"
                        + "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"n\":\"x\"}]}}")
                .run("exec");
        CliRun.Setup setup = server.cli();
        CliRun run = setup.run("stat", "--count", "2", "-i", "0.5");
        assertEquals(0, run.status(), run.err());
        assertEquals(List.of(Duration.ofMillis(500)), setup.pauses);
        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(
                lines.getFirst()
                        .matches(
                                "\\{\"keys\":2,\"objects\":1,\"memoryBytes\":[1-9][0-9]*,\"memoryLimitBytes\":[1-9][0-9]*,"
                                        + "\"commandsPerSecond\":null,\"queriesPerSecond\":null,\"hitRatioPercent\":null,"
                                        + "\"clients\":1}"),
                lines.getFirst());
        assertTrue(
                lines.getLast().matches(".*\"commandsPerSecond\":[0-9.]+,\"queriesPerSecond\":[0-9.]+,.*"), run.out());
        CliRun table = server.cli().run("stat", "--count", "21", "-o", "table");
        assertEquals(
                2, table.out().lines().filter(line -> line.contains("hits%")).count(), table.out());
        server.cli().run("stat", "-i", "0").is(2, "", "-i: \"0\" is no number of seconds above zero");
        server.cli().run("stat", "--count", "-1").is(2, "", "--count");
    }

    @Test
    void measuresRoundTrips() {
        CliRun.Setup setup = server.cli();
        CliRun run = setup.run("latency", "--count", "2", "-i", "0.05");
        assertEquals(0, run.status(), run.err());
        assertEquals(10, setup.pauses.size());
        for (String line : run.out().lines().toList()) {
            assertTrue(
                    line.matches("\\{\"samples\":5,\"minMicros\":[0-9.]+,\"avgMicros\":.*,\"maxMicros\":[0-9.]+}"),
                    line);
        }
        assertTrue(server.cli()
                .run("latency", "--count", "1", "-o", "pretty")
                .out()
                .startsWith(" samples "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "kv", "fql"})
    void makesLoad(String protocol) {
        for (String pipeline : List.of("1", "7")) {
            CliRun run = server.cli()
                    .run(
                            "bench",
                            "--protocol",
                            protocol,
                            "--connections",
                            "5",
                            "--threads",
                            "2",
                            "--requests",
                            "2000",
                            "--warmup",
                            "100",
                            "--pipeline",
                            pipeline,
                            "--size",
                            "300",
                            "--keys",
                            "50",
                            "--mix",
                            "get=1,set=1");
            assertEquals(0, run.status(), run.err());
            assertTrue(
                    run.out().startsWith("{\"protocol\":\"" + protocol + "\",\"connections\":5,\"threads\":2,"),
                    run.out());
            assertTrue(run.out().contains("\"requests\":2000,\"errors\":0,"), run.out());
            assertEquals(2000, histogramTotal(run.out()));
        }
        server.cli().run("exec", "DBSIZE").is(0, "0\n", "");
        CliRun text = server.cli()
                .run("bench", "--protocol", protocol, "--requests", "10", "-o", "pretty", "--progress", "--keys", "10");
        assertTrue(text.out().startsWith(protocol + ": 10 requests in "), text.out() + text.err());
    }

    private static long histogramTotal(String json) {
        long total = 0;
        for (String bar : json.substring(json.indexOf("\"histogram\"")).split("\"count\":", -1)) {
            total += bar.matches("[0-9]+}.*\\n?") ? Long.parseLong(bar.substring(0, bar.indexOf('}'))) : 0;
        }
        return total;
    }

    @Test
    void sendsOneRequestAgainAndAgain() {
        server.cli().run("exec", "SET", "key:one", "1");
        for (String query : List.of("GET key:one", "PING", "{\"KV_GET\":[\"key:one\"]}", "{\"CLASSES\":{}}")) {
            CliRun run = bench(query, "--pipeline", "3");
            assertEquals(0, run.status(), query + run.err());
            String protocol = query.startsWith("{\"KV") ? "kv" : query.startsWith("{") ? "fql" : "text";
            assertTrue(
                    run.out()
                            .startsWith("{\"protocol\":\"" + protocol + "\",\"connections\":5,\"threads\":1,"
                                    + "\"pipeline\":3,\"requestBytes\":" + query.length() + ",\"requests\":200,"),
                    run.out());
            assertEquals(200, histogramTotal(run.out()));
        }
        server.cli().run("exec", "DBSIZE").is(0, "1\n", "");
        CliRun text = bench("PING", "-o", "pretty");
        assertTrue(text.out().contains("1 under way on each, the same request of 4 bytes\n"), text.out());
    }

    @Test
    void countsTheErrorsOfOneRequest() {
        for (String query : List.of("GET", "{\"KV_GET\":{}}", "{\"GET\":{\"NoClass\":{}}}")) {
            CliRun run = bench(query);
            assertEquals(1, run.status(), query + run.out());
            assertTrue(run.out().contains("\"requests\":200,\"errors\":200,"), run.out());
        }
    }

    private CliRun bench(String query, String... options) {
        List<String> words = new ArrayList<>(List.of("bench", "--query", query));
        words.addAll(List.of("--connections", "5", "--threads", "1", "--requests", "200", "--warmup", "10"));
        words.addAll(List.of(options));
        return server.cli().run(words.toArray(new String[0]));
    }

    @Test
    void countsTheErrorsOfALoad() {
        server.cli().run("exec", "CONFIG", "SET", "memory.policy", "noeviction");
        server.cli().run("exec", "CONFIG", "SET", "maxmemory", "1mb");
        CliRun full = server.cli().run("bench", "--keys", "1", "--requests", "10", "--size", "1000000");
        assertEquals(1, full.status(), full.err());
        assertTrue(full.err().contains("OOM "), full.err());
    }

    @Test
    void refusesWrongLoads() {
        server.cli().run("bench", "--mix", "get=0,set=0").is(2, "", "--mix: write shares such as get=90,set=10");
        server.cli().run("bench", "--protocol", "xml").is(2, "", "--protocol: \"xml\" is not one of text, kv, fql");
        server.cli().run("bench", "--query", " ").is(2, "", "--query: there is no request in it");
        server.cli()
                .run("bench", "--query", "PING", "--keys", "5")
                .is(2, "", "--keys is of no use with --query, which sends always the same");
        server.cli().run("bench", "--pipeline", "0").is(2, "", "--pipeline: \"0\" is no number from 1 to 10000");
        server.cli().run("--url", "wss://127.0.0.1:1", "bench").is(2, "", "bench measures ws:// only");
        server.cli().run("--url", "ws://127.0.0.1:1", "bench").is(3, "", "can't connect to");
    }
}
