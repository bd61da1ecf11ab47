package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The threat of two clients that send nothing but the most expensive queries, each as soon as the last is answered. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationThreatTest {
    private static final int CLIENTS = 2;
    private static final int ROUNDS = Scale.of("isolationRounds", 150, 3000);
    private static final int KEYS = Scale.of("isolationKeys", 20_000, 200_000);
    private static final int OBJECTS = Scale.of("isolationObjects", 50_000, 200_000);
    private static final int STORED_AT_ONCE = 10_000;
    private static final int LINKS = 15_000;
    private static final int DEPTH = 30;
    private static final int CHAINS = 200;
    private static final int FRAGMENTS = 32;
    private static final int FRAGMENT_BYTES = 64 * 1024;
    private static final Pattern OID = Pattern.compile("\"_oid\":\"([^\"]+)\"");

    private ThreatServer server;
    private String hub = "";

    /** A client that sends its next query when it has read the last answer. */
    @FunctionalInterface
    private interface Query {
        void sendAndRead() throws IOException;
    }

    @BeforeAll
    void start() throws IOException {
        server = ThreatServer.start(Map.of("fusion.enabled", "true", "memory.max", "512MiB"));
        try (HttpClient http = server.rest();
                WireClient resp = server.resp()) {
            ask(
                    http,
                    "{\"CREATE_CLASSES\":{\"Thing\":{\"name\":\"string\"},\"Hub\":{\"things\":\"Thing[]\"},"
                            + "\"Chain\":{\"next\":\"Chain\"}}}");
            for (int stored = 0; stored < OBJECTS; stored += STORED_AT_ONCE) {
                ask(
                        http,
                        store("Thing", String.join(",", Collections.nCopies(STORED_AT_ONCE, "{\"name\":\"thing\"}"))));
            }
            hub = storeHub(http);
            List<List<String>> sets = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                sets.add(List.of("SET", "some:key:" + i, "aaaaaaaaaaaaaaaa" + i));
            }
            resp.pipeline(sets);
            List<String> fuse = new ArrayList<>(List.of("FUSE", "composite"));
            for (int i = 0; i < FRAGMENTS; i++) {
                resp.call("SET", "fragment" + i, "x".repeat(FRAGMENT_BYTES));
                fuse.add("fragment" + i);
            }
            assertEquals('+', resp.call(fuse.toArray(String[]::new)).mark());
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String store(String type, String objects) {
        return "{\"STORE\":{\"_class\":\"" + type + "\",\"_objects\":[" + objects + "]}}";
    }

    private static String ask(HttpClient http, String query) {
        HttpClient.Answer answer = http.post(query);
        assertEquals(200, answer.status(), answer::body);
        return answer.body();
    }

    /** An object that links to very many others. */
    private static String storeHub(HttpClient http) {
        Matcher things = OID.matcher(ask(
                http, store("Thing", String.join(",", Collections.nCopies(LINKS, "{\"name\":\"linked\"}")))));
        String links = things.results()
                .map(oid -> "{\"_oid\":\"" + oid.group(1) + "\"}")
                .collect(Collectors.joining(","));
        Matcher stored = OID.matcher(ask(http, store("Hub", "{\"things\":[" + links + "]}")));
        assertTrue(stored.find());
        return stored.group(1);
    }

    private void hold(String what, List<Query> queries) throws Exception {
        try (Bystander bystander = new Bystander(server);
                Attack attack = new Attack(queries)) {
            attack.awaitAnswers(CLIENTS);
            bystander.awaitRounds(ROUNDS);
            String seen = bystander.finish();
            int answered = attack.end();
            assertTrue(answered >= CLIENTS, "the attack was never answered");
            Observed.row(
                    queries.size() + " clients without pause: " + what,
                    "others' reads at most five times as slow, and 250 ms",
                    answered + " answered; " + seen);
        }
    }

    /** Holds while two WebSockets send these queries in turn, and expects them answered. */
    private void holdAgainstWebSockets(String what, String... texts) throws Exception {
        try (WebSocketClient first = server.webSocket();
                WebSocketClient second = server.webSocket()) {
            hold(what, List.of(inTurn(first, texts), inTurn(second, texts)));
        }
    }

    private static Query inTurn(WebSocketClient client, String... texts) {
        return () -> {
            for (String text : texts) {
                String answer = client.send(text).read();
                assertFalse(answer.contains("_err") || answer.contains("_ERR"), answer);
                assertFalse(answer.contains("\"m\":"), answer);
            }
        };
    }

    private void holdAgainstRedisClients(String what, List<List<String>> commands) throws Exception {
        try (WireClient first = server.resp();
                WireClient second = server.resp()) {
            hold(what, List.of(() -> requireDone(first, commands), () -> requireDone(second, commands)));
        }
    }

    private static void requireDone(WireClient client, List<List<String>> commands) throws IOException {
        client.pipeline(commands).forEach(reply -> assertTrue(reply.mark() != '-', reply::text));
    }

    @Test
    void scansWithoutIndex() throws Exception {
        holdAgainstWebSockets(
                "`FIND` without index over " + OBJECTS + " objects",
                "{\"FIND\":{\"Thing\":{\"name\":{\"rgx\":\"(t|th|h)*(i|in|n)*.*z\"}}}}");
    }

    @Test
    void regularExpressionsOverAllKeys() throws Exception {
        holdAgainstWebSockets(
                "`KV_FIND` with a regular expression over " + KEYS + " keys",
                "{\"KV_FIND\":{\"keyrgx\":\"(s|so|o)*(m|me|e)*.*z\",\"!=\":\"\"}}");
    }

    @Test
    void allKeys() throws Exception {
        holdAgainstRedisClients(
                "five `KEYS *` at a time over " + KEYS + " keys", Collections.nCopies(5, List.of("KEYS", "*")));
    }

    @Test
    void deepDeletes() throws Exception {
        String chain = "{\"next\":".repeat(DEPTH) + "{}" + "}".repeat(DEPTH);
        holdAgainstWebSockets(
                "`STORE` and deep `DELETE` of " + CHAINS + " chains of " + DEPTH + " objects",
                store("Chain", String.join(",", Collections.nCopies(CHAINS, chain))),
                "{\"DELETE\":{\"Chain\":{\"_deep\":true}}}");
    }

    @Test
    void objectsThatLinkToVeryManyOthers() throws Exception {
        holdAgainstWebSockets(
                "`GET` of an object that links to " + LINKS + " others",
                "{\"GET\":{\"Hub\":{\"_oids\":[\"" + hub + "\"]}}}");
    }

    @Test
    void largeCompositesThatAreNeverClean() throws Exception {
        String value = "y".repeat(FRAGMENT_BYTES);
        holdAgainstRedisClients(
                "`SET` of a fragment and `GET_FUSED` of a composite of " + FRAGMENTS * FRAGMENT_BYTES / 1024 + " KiB",
                List.of(List.of("SET", "fragment0", value), List.of("GET_FUSED", "composite")));
    }

    /** Clients that go on until they are told to end. */
    private static final class Attack implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final AtomicInteger answered = new AtomicInteger();
        private final List<Future<?>> clients = new ArrayList<>();
        private volatile boolean ending;

        Attack(List<Query> queries) {
            queries.forEach(query -> clients.add(threads.submit(() -> {
                while (!ending) {
                    query.sendAndRead();
                    answered.incrementAndGet();
                }
                return null;
            })));
        }

        /** Waits until so many queries were answered, or a client failed. */
        void awaitAnswers(int count) {
            TestNet.await(
                    "the attack goes on",
                    () -> answered.get() >= count || clients.stream().anyMatch(Future::isDone));
        }

        /** Ends it; how many queries were answered. Fails when a client failed. */
        int end() throws ExecutionException, InterruptedException {
            ending = true;
            for (Future<?> client : clients) {
                client.get();
            }
            return answered.get();
        }

        @Override
        public void close() {
            ending = true;
            threads.shutdownNow();
        }
    }
}
