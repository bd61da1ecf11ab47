package io.fusioncache.server.threat;

import static io.fusioncache.server.threat.SmallHeap.ask;
import static io.fusioncache.server.threat.SmallHeap.metric;
import static io.fusioncache.server.threat.SmallHeap.requireRefused;
import static io.fusioncache.server.threat.SmallHeap.requireUnhurt;
import static io.fusioncache.server.threat.SmallHeap.resp;
import static io.fusioncache.server.threat.SmallHeap.storeKeys;
import static io.fusioncache.server.threat.SmallHeap.used;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.ServerProcess;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import io.fusioncache.server.redis.WireReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The threat of commands that need much memory while they run: many of them at once against one server, whose heap is
 * 256 MiB and which ends at once when that is not enough. Most of the attacks ended it when they were tried first.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandMemoryThreatTest {
    private static final int MIB = 1 << 20;
    private static final int WIDE = Scale.of("wide", 8, 50);
    private static final int KEYS = Scale.of("keysToFindAtOnce", 50_000, 200_000);
    private static final int SETS = Scale.of("clientsThatSet", 60, 250);
    private static final int SET_BYTES = 10 * MIB;
    private static final int LARGE_VALUES = Scale.of("largeValues", 400, 4000);
    private static final int LARGE_BYTES = 540_000;
    private static final int STEP = 8 * MIB;
    private static final int DOCUMENT_MIB = Scale.of("documentMegabytes", 12, 40);
    private static final int PINGS = 2_000_000;
    private static final int PINGING = Scale.of("pingingClients", 2, 8);
    private static final int ASKING = Scale.of("clientsThatAskForManyKeys", 2, 8);

    private ServerProcess server;

    @BeforeAll
    void start() throws IOException {
        server = ServerProcess.start("fusion.enabled=true", "server.maxUnsentBytes=2MiB");
        ask(server, "{\"CREATE_CLASSES\":{\"Thing\":{\"list\":\"int[]\",\"text\":\"string\",\"any\":\"any[]\"}}}");
    }

    @AfterEach
    void removeAllKeys() throws IOException {
        try (WireClient client = resp(server)) {
            assertEquals("+OK", client.call("FLUSHALL").toString());
        }
        TestNet.await("memory back", () -> used(server) < MIB);
    }

    @AfterAll
    void stop() throws Exception {
        try (ServerProcess ending = server) {
            requireUnhurt(ending);
        }
    }

    private static <T> List<T> atOnce(int clients, Callable<T> client) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(
                    IntStream.range(0, clients).mapToObj(i -> client).toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Says of each kind of answer how often it came; there must be no other. */
    private static String counted(List<String> answers, String... kinds) {
        for (String answer : answers) {
            assertTrue(Arrays.asList(kinds).contains(answer), answer);
        }
        return Arrays.stream(kinds)
                .map(kind -> answers.stream().filter(kind::equals).count() + " " + kind)
                .collect(Collectors.joining(", "));
    }

    private static String outcome(WireReply reply) {
        if (reply.mark() == '-') {
            requireRefused(reply);
            return "refused";
        }
        return "done";
    }

    private WebSocketClient webSocket(String listener) {
        return new WebSocketClient(server.port(listener));
    }

    @Test
    void valuesThatTakeAWholeRegionEach() throws Exception {
        String value = "x".repeat(LARGE_BYTES);
        try (WireClient client = resp(server)) {
            for (int i = 0; i < LARGE_VALUES; i++) {
                assertEquals("+OK", client.call("SET", "large:" + i, value).toString());
                assertEquals(
                        ":" + LARGE_BYTES,
                        client.call("STRLEN", "large:" + i).toString(),
                        "what was just written stays");
            }
        }
        assertTrue(used(server) <= metric(server, "fusion_memory_limit_bytes"));
        Observed.row(
                LARGE_VALUES + " values of " + LARGE_BYTES / 1000 + " kB, just over half a region of the collector",
                "written, others evicted; charged as the collector holds them",
                "so, with " + metric(server, "fusion_keys") + " kept");
    }

    @Test
    void aValueThatGrows() throws Exception {
        String part = "x".repeat(STEP);
        try (WireClient client = resp(server)) {
            long length = 0;
            WireReply reply = client.call("APPEND", "growing", part);
            while (reply.mark() == ':') {
                length += STEP;
                assertEquals(":" + length, reply.toString());
                reply = client.call("APPEND", "growing", part);
            }
            requireRefused(reply);
            requireRefused(client.call("SETRANGE", "growing", String.valueOf(length), part));
            assertEquals(":" + length, client.call("STRLEN", "growing").toString(), "as it was");
            assertEquals("1:x", client.call("GETRANGE", "growing", "-1", "-1").text());
            assertTrue(length > used(server) / 2, "half of the memory can be used");
            Observed.row(
                    "`APPEND` of 8 MiB to one value again and again",
                    "old and new value together within the bound; then -OOM, the value as it was",
                    "-OOM at " + length / MIB + " MiB");
        }
    }

    @Test
    void everyKeyFoundByManyAtOnce() throws Exception {
        storeKeys(server, KEYS);
        List<String> answers = atOnce(WIDE, () -> {
            try (WebSocketClient client = webSocket("standard")) {
                String answer = client.send("{\"KV_FIND\":{\"!=\":\"none\"}}").read();
                if (answer.startsWith("{\"KV_FIND_RSP\":{\"st\":70,")) {
                    return "refused";
                }
                assertTrue(answer.startsWith("{\"KV_FIND_RSP\":{\"st\":1,\"k\":["), answer);
                return "answered";
            }
        });
        Observed.row(
                WIDE + " times `KV_FIND` of all of " + KEYS + " keys at once",
                "answered, or refused with status 70",
                counted(answers, "answered", "refused"));
    }

    @Test
    void everyKeyFoundForManyThatNeverRead() throws Exception {
        storeKeys(server, KEYS);
        List<WebSocketClient> clients = new ArrayList<>();
        for (int i = 0; i < WIDE; i++) {
            clients.add(new WebSocketClient(server.port("standard"), 4096, ""));
        }
        for (int i = 0; i < 4; i++) {
            clients.forEach(client -> client.send("{\"KV_FIND\":{\"!=\":\"none\"}}"));
        }
        TestNet.await(
                "all of them run", () -> metric(server, "fusion_queries_waiting") == 0 && used(server) > 4L * MIB);
        long most = used(server);
        assertTrue(most <= metric(server, "fusion_memory_limit_bytes"));
        clients.forEach(WebSocketClient::close);
        Observed.row(
                WIDE + " WebSockets that ask `KV_FIND` for all of " + KEYS + " keys four times, and never read",
                "within the bound",
                "at most " + most / MIB + " MiB in the account");
    }

    @Test
    void shortAnswersThatAreNeverRead() throws Exception {
        byte[] ping = WebSocketClient.frame(true, WebSocketClient.TEXT, new byte[] {'P', 'I', 'N', 'G'});
        byte[] thousand = new byte[1000 * ping.length];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(ping, 0, thousand, i * ping.length, ping.length);
        }
        List<WebSocketClient> clients = new ArrayList<>();
        for (int i = 0; i < PINGING; i++) {
            WebSocketClient client = new WebSocketClient(server.port("standard"), 4096, "");
            clients.add(client);
            Thread.ofPlatform().daemon(true).start(() -> {
                try {
                    for (int sent = 0; sent < PINGS; sent += 1000) {
                        client.sendRaw(thousand);
                    }
                } catch (RuntimeException closed) {
                    return; // By the end of the test: the server has stopped reading long before.
                }
            });
        }
        long[] most = {0};
        TestNet.await("answers wait", () -> {
            most[0] = Math.max(most[0], used(server));
            return most[0] > PINGING * (long) MIB;
        });
        assertTrue(used(server) <= metric(server, "fusion_memory_limit_bytes"));
        clients.forEach(WebSocketClient::close);
        Observed.row(
                PINGING + " WebSockets that send `PING` without end, and never read",
                "what their answers take is in the account",
                most[0] / MIB + " MiB in the account");
    }

    @Test
    void messagesOfVeryManyKeys() throws Exception {
        String zeros = "{\"KV_GET\":[" + "0,".repeat(500_000) + "0]}";
        List<String> answers = atOnce(ASKING, () -> {
            try (WebSocketClient client = webSocket("standard")) {
                client.send(zeros);
                int count = 1;
                String answer = client.read();
                while (answer.startsWith("{\"KV_GET_RSP\":{\"st\":27,") && count <= 500_000) {
                    answer = client.read();
                    count++;
                }
                return answer.contains("\"st\":70,") ? "refused" : "answered";
            }
        });
        Observed.row(
                ASKING + " messages that ask for 500,000 keys each, every one wrong",
                "answered, or ended with status 70",
                counted(answers, "answered", "refused"));
    }

    @Test
    void manyThatSetAtOnce() throws Exception {
        String value = "x".repeat(SET_BYTES);
        List<String> answers = atOnce(SETS, () -> {
            try (WireClient client = resp(server)) {
                return outcome(
                        client.call("SET", "key:" + Thread.currentThread().threadId(), value));
            }
        });
        Observed.row(
                SETS + " clients that `SET` 10 MiB each at once",
                "done, or refused with -OOM",
                counted(answers, "done", "refused"));
    }

    @Test
    void partsOfLargeDocuments() throws Exception {
        String list = "{\"list\":[" + "1,".repeat(DOCUMENT_MIB * MIB / 2) + "1],\"a\":1}";
        String names = IntStream.range(0, DOCUMENT_MIB * MIB / 12)
                .mapToObj(i -> "\"n" + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        List<List<String>> answers = atOnce(4, () -> {
            String key = "document:" + Thread.currentThread().threadId();
            List<String> seen = new ArrayList<>();
            try (WireClient client = resp(server)) {
                for (String document : List.of(list, names)) {
                    seen.add(outcome(client.call("JSON.SET", key, "$", document)));
                    for (String[] part : new String[][] {
                        {"JSON.GET", key, "$.list[3]"}, {"JSON.TYPE", key, "$.a"}, {"JSON.DEL", key, "$.a"}
                    }) {
                        seen.add(outcome(client.call(part)));
                    }
                }
            }
            return seen;
        });
        Observed.row(
                "4 clients that set documents of " + DOCUMENT_MIB
                        + " MiB, of as many items and names as fit, and work on parts of them",
                "done, or refused with -OOM",
                counted(answers.stream().flatMap(List::stream).toList(), "done", "refused"));
    }

    @Test
    void storesOfOneLargeValue() throws Exception {
        int bytes = 20 * MIB;
        List<String> objects = List.of(
                "{\"list\":[" + "1,".repeat(bytes / 2) + "1]}",
                "{\"any\":[" + "1,".repeat(bytes / 2) + "1]}",
                "{\"text\":\"" + "x".repeat(bytes) + "\"}");
        List<List<String>> answers = atOnce(3, () -> {
            List<String> seen = new ArrayList<>();
            try (WebSocketClient client = webSocket("bulk")) {
                for (String object : objects) {
                    String answer = client.send("{\"STORE\":{\"_class\":\"Thing\",\"_objects\":[" + object + "]}}")
                            .read();
                    assertTrue(answer.contains("\"_oid\"") || answer.contains("\"_c\":1900,"), answer);
                    seen.add(answer.contains("\"_oid\"") ? "done" : "refused");
                }
            }
            return seen;
        });
        ask(server, "{\"DELETE\":{\"Thing\":{}}}");
        Observed.row(
                "3 clients that `STORE` one list of ten million numbers, and one string of 20 MiB",
                "done, or refused with 1900",
                counted(answers.stream().flatMap(List::stream).toList(), "done", "refused"));
    }
}
