package io.fusioncache.server.threat;

import static io.fusioncache.server.threat.SmallHeap.OUT_OF_MEMORY;
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
import io.fusioncache.server.net.RawClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import io.fusioncache.server.redis.WireReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The threat of more data than there is memory: a server in a process of its own, whose heap is 256 MiB and which ends
 * at once when that is not enough.
 */
@Timeout(300)
class MemoryThreatTest {
    private static final int MIB = 1 << 20;
    private static final int STORE_MIB = Scale.of("storeMegabytes", 300, 1024);
    private static final int LONG_ANSWER_MIB = Scale.of("answerMegabytes", 300, 1024);
    private static final int FRAMES_A_LOOK = 50;
    private static final long MOST_OF_AN_ANSWER = 16L * MIB;
    private static final int COMPOSITES = Scale.of("composites", 60_000, 100_000);
    private static final int FRAGMENTS = 32;
    private static final int SENT_AT_ONCE = 500;
    private static final int WRITERS = 50;
    private static final int WRITES = Scale.of("writesAtTheBound", 400, 6000);
    private static final int VALUE_BYTES = 10_000;
    private static final int KEYS = Scale.of("keysToFind", 100_000, 200_000);
    private static final int FINDS = 5;

    /** A message longer than the heap, made while it is sent. */
    private static void sendLongStore(WebSocketClient client) {
        byte[] whole = new byte[MIB];
        byte[] object = "{\"name\":\"0123456789\"},".getBytes(StandardCharsets.US_ASCII);
        byte[] begin = "{\"STORE\":{\"_class\":\"Thing\",\"_objects\":[".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "{\"name\":\"0123456789\"}]}}".getBytes(StandardCharsets.US_ASCII);
        client.sendRaw(WebSocketClient.header(true, WebSocketClient.TEXT, (long) STORE_MIB * MIB));
        for (int sent = 0; sent < STORE_MIB; sent++) {
            Arrays.fill(whole, (byte) ' ');
            int at = sent == 0 ? put(whole, begin, 0) : 0;
            while (at + object.length + end.length <= MIB) {
                at = put(whole, object, at);
            }
            if (sent == STORE_MIB - 1) {
                put(whole, end, at);
            }
            byte[] frame = WebSocketClient.frame(true, WebSocketClient.TEXT, whole);
            client.sendRaw(Arrays.copyOfRange(frame, frame.length - MIB, frame.length));
        }
    }

    private static int put(byte[] all, byte[] part, int at) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }

    private static void refuseALongStore(String maxRead, int code) throws Exception {
        try (ServerProcess server = ServerProcess.start("objects.bulk.maxRead=" + maxRead);
                WebSocketClient client = new WebSocketClient(server.port("bulk"))) {
            ask(server, "{\"CREATE_CLASSES\":{\"Thing\":{\"name\":\"string\"}}}");
            long before = used(server);
            long began = System.nanoTime();
            sendLongStore(client);
            String refused = client.read();
            assertTrue(refused.contains("\"_c\":" + code + ","), refused);
            assertEquals(
                    "{\"COUNT_RSP\":{\"Thing\":{\"_cnt\":0}}}",
                    client.send("{\"COUNT\":{}}").read());
            long millis = Observed.millisSince(began);
            TestNet.await("memory back", () -> used(server) <= before);
            requireUnhurt(server);
            Observed.row(
                    "a `STORE` of " + STORE_MIB + " MiB, `objects.bulk.maxRead` " + maxRead,
                    code + ", nothing stored, the connection stays",
                    "so, after " + millis + " ms");
        }
    }

    @Test
    void aStoreLongerThanTheHeapIsRefusedByTheLimitOfItsInterface() throws Exception {
        refuseALongStore("64MiB", 1503);
    }

    @Test
    void aStoreLongerThanTheHeapIsRefusedByTheBoundOfTheMemory() throws Exception {
        refuseALongStore("1GiB", 1900);
    }

    @Test
    void anAnswerLongerThanTheHeapIsStreamed() throws Exception {
        try (ServerProcess server = ServerProcess.start();
                WebSocketClient client = new WebSocketClient(server.port("standard"))) {
            ask(server, "{\"CREATE_CLASSES\":{\"Text\":{\"body\":\"string\"},\"Page\":{\"text\":\"Text\"}}}");
            Matcher oid = Pattern.compile("\"_oid\":\"([^\"]*)\"")
                    .matcher(ask(
                            server,
                            "{\"STORE\":{\"_class\":\"Text\",\"_objects\":[{\"body\":\"" + "x".repeat(MIB / 2)
                                    + "\"}]}}"));
            assertTrue(oid.find());
            String page = "{\"text\":{\"_oid\":\"" + oid.group(1) + "\"}}";
            ask(
                    server,
                    "{\"STORE\":{\"_class\":\"Page\",\"_objects\":["
                            + String.join(",", Collections.nCopies(2 * LONG_ANSWER_MIB, page)) + "]}}");
            String find = "{\"FIND\":{\"Page\":{}}}";
            long before = used(server);
            long began = System.nanoTime();
            WebSocketClient.Frame frame = client.send(find).readFrame();
            long overWebSocket = frame.payload().length;
            long most = 0;
            for (int frames = 1; !frame.last(); frames++) {
                if (frames % FRAMES_A_LOOK == 0) {
                    most = Math.max(most, used(server) - before);
                }
                frame = client.readFrame();
                overWebSocket += frame.payload().length;
            }
            assertTrue(frame.text().endsWith("}}]}"));
            long millis = Observed.millisSince(began);
            assertTrue(most < MOST_OF_AN_ANSWER, "an answer takes " + most + " bytes");
            assertTrue(overWebSocket > (long) LONG_ANSWER_MIB * MIB);
            try (RawClient rest = new RawClient(server.port("rest"))) {
                long overRest = rest.send("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                + find.length() + "\r\n\r\n" + find)
                        .countTo("}}]}");
                assertTrue(overRest > overWebSocket);
            }
            TestNet.await("memory back", () -> used(server) <= before);
            requireUnhurt(server);
            Observed.row(
                    "a `FIND` whose answer is " + LONG_ANSWER_MIB + " MiB, over WebSocket and REST",
                    "streamed; memory as before",
                    "so, in " + millis + " ms over WebSocket; at most " + most / 1024 + " KiB in the account");
        }
    }

    private static List<String> fuse(int composite) {
        List<String> words = new ArrayList<>(List.of("FUSE", "composite:" + composite));
        for (int i = 0; i < FRAGMENTS; i++) {
            words.add("fragment:" + composite + ":" + i);
        }
        return words;
    }

    @Test
    void compositesAreRegisteredUntilTheMemoryIsFull() throws Exception {
        try (ServerProcess server = ServerProcess.start("fusion.enabled=true");
                WireClient client = resp(server)) {
            int registered = 0;
            int refused = 0;
            for (int next = 0; next < COMPOSITES; next += SENT_AT_ONCE) {
                List<List<String>> commands = new ArrayList<>();
                for (int i = next; i < next + SENT_AT_ONCE; i++) {
                    commands.add(fuse(i));
                }
                for (WireReply reply : client.pipeline(commands)) {
                    if (reply.mark() == '-') {
                        assertEquals(OUT_OF_MEMORY, reply.text());
                        refused++;
                    } else {
                        assertEquals("OK (" + FRAGMENTS + " fragments registered)", reply.text());
                        assertEquals(0, refused, "registered behind a refusal, though nothing was given back");
                        registered++;
                    }
                }
            }
            assertEquals(
                    "composite",
                    client.call("TYPE", "composite:" + (registered - 1)).text());
            requireRegistered(client, 0, registered - 1);
            if (refused > 0) {
                assertEquals(
                        "none", client.call("TYPE", "composite:" + registered).text());
                assertEquals(
                        "*0",
                        client.call("FUSED_BY", "fragment:" + registered + ":0").toString());
            }
            assertEquals(
                    "+OK",
                    client.call("CONFIG", "SET", "fusion.max_composites", "1").toString());
            assertEquals(1, client.call("UNFUSE", "composite:0").text().length());
            WireReply beyond = client.call(fuse(0).toArray(String[]::new));
            assertEquals(
                    "-ERR there are " + (registered - 1) + " composites, fusion.max_composites allows 1",
                    beyond.toString());
            assertEquals("none", client.call("TYPE", "composite:0").text(), "what is refused is not registered");
            assertEquals("*0", client.call("FUSED_BY", "fragment:0:0").toString());
            requireUnhurt(server);
            Observed.row(
                    COMPOSITES + " composites of " + FRAGMENTS + " fragments",
                    "registered whole, or refused with -OOM",
                    registered + " registered, " + refused + " refused");
        }
    }

    private static void requireRegistered(WireClient client, int... composites) throws IOException {
        for (int composite : composites) {
            for (int i = 0; i < FRAGMENTS; i++) {
                WireReply users = client.call("FUSED_BY", "fragment:" + composite + ":" + i);
                assertTrue(users.toString().contains("composite:" + composite), users::toString);
            }
        }
    }

    private static String key(int writer, int number) {
        return "writer" + writer + ":" + number;
    }

    /** A value that tells whether it is whole. */
    private static String value(int writer, int number) {
        String mark = writer + ":" + number + ";";
        return mark.repeat(VALUE_BYTES / mark.length());
    }

    @Test
    void fiftyWritersAtTheBoundEvictEachOther() throws Exception {
        try (ServerProcess server = ServerProcess.start();
                WireClient client = resp(server)) {
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    int writer = i;
                    writers.add(threads.submit(() -> write(server, writer)));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                threads.shutdownNow();
            }
            long evicted = metric(server, "fusion_keys_evicted_total");
            assertTrue(evicted > 0, "the bound was never reached");
            long kept = 0;
            for (int writer = 0; writer < WRITERS; writer++) {
                for (int i = 0; i < WRITES; i++) {
                    WireReply reply = client.call("GET", key(writer, i));
                    if (!reply.text().equals("-1")) {
                        String value = value(writer, i);
                        assertEquals(value.length() + ":" + value, reply.text());
                        kept++;
                    }
                }
            }
            assertEquals((long) WRITERS * WRITES, kept + evicted);
            requireUnhurt(server);
            Observed.row(
                    WRITERS + " clients that write " + WRITES + " values of 10 KB each at the bound",
                    "every write done, keys evicted, every value whole",
                    kept + " kept, " + evicted + " evicted");
        }
    }

    private static Void write(ServerProcess server, int writer) throws IOException {
        try (WireClient client = resp(server)) {
            for (int i = 0; i < WRITES; i++) {
                assertEquals(
                        "+OK",
                        client.call("SET", key(writer, i), value(writer, i)).toString());
            }
        }
        return null;
    }

    @Test
    void whatWouldNotFitIsRefusedAndChangesNothing() throws Exception {
        try (ServerProcess server = ServerProcess.start("memory.policy=noeviction");
                WireClient client = resp(server)) {
            String part = "x".repeat(8 * MIB);
            client.call("SET", "longtext", part);
            client.call("JSON.SET", "document", "$", "{\"list\":[]}");
            client.call("JSON.SET", "document7", "$", "{\"old\":1}");
            requireRefused(client.call("SETRANGE", "longtext", "400000000", "x"));
            assertEquals(part.length() + "", client.call("STRLEN", "longtext").text());
            assertEquals(":1", client.call("DEL", "longtext").toString());
            WireReply reply = client.call("EXISTS", "longtext");
            String document = "{\"list\":[" + "1,".repeat(16 * MIB) + "1]}";
            for (int i = 0; i < 7; i++) {
                reply = client.call("JSON.SET", "document" + i, "$", document);
                if (reply.mark() == '-') {
                    break;
                }
            }
            requireRefused(reply);
            requireRefused(client.call("JSON.SET", "document7", "$", document));
            assertEquals(
                    "{\"old\":1}", client.call("JSON.GET", "document7").text().replaceFirst("\\d+:", ""));
            assertEquals(
                    "{\"list\":[]}", client.call("JSON.GET", "document").text().replaceFirst("\\d+:", ""));
            requireUnhurt(server);
            Observed.row("`SETRANGE` and `JSON.SET` beyond the memory", "-OOM, the value as it was", "so");
        }
    }

    @Test
    void everyKeyCanBeFoundAtOnce() throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            storeKeys(server, KEYS);
            long before = used(server);
            try (WebSocketClient client = new WebSocketClient(server.port("standard"))) {
                for (int i = 0; i < FINDS; i++) {
                    String answer =
                            client.send("{\"KV_FIND\":{\"!=\":\"none\"}}").read();
                    assertTrue(answer.startsWith("{\"KV_FIND_RSP\":{\"st\":1,\"k\":["));
                    assertEquals(KEYS, answer.split("a:key:of", -1).length - 1);
                }
            }
            TestNet.await("memory back", () -> used(server) <= before);
            requireUnhurt(server);
            Observed.row(
                    FINDS + " times `KV_FIND` of all of " + KEYS + " keys, one after another",
                    "answered whole; memory as before",
                    "so");
        }
    }
}
