package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Answers that are much longer than the memory there is for them. Many objects link to one that holds a long text, so a
 * {@code FIND} answers with that text once for each.
 */
class LongAnswerTest {
    private static final int OBJECTS = 300;
    private static final int TEXT_BYTES = 256 * 1024;
    private static final long MEMORY = 12L << 20;
    private static final String FIND = "{\"FIND\":{\"Page\":{\"n\":{\">=\":0}}}}";

    private FusionServer server;
    private long atRest;

    @BeforeEach
    void start() {
        server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
                .assignment("objects.rest.port=0")
                .assignment("objects.ws.port=0")
                .assignment("objects.bulk.enabled=false")
                .assignment("kv.enabled=false")
                .assignment("resp.port=0")
                .assignment("memory.max=" + MEMORY)
                .assignment("server.maxUnsentBytes=64KiB")
                .assignment("server.stalledTimeout=500ms")
                .build());
        try (HttpClient client = new HttpClient(port("rest"))) {
            client.post(
                    "{\"CREATE_CLASSES\":{\"Text\":{\"body\":\"string\"},\"Page\":{\"n\":\"int\",\"text\":\"Text\"}}}");
            String text = client.post("{\"STORE\":{\"_class\":\"Text\",\"_objects\":[{\"body\":\""
                            + "x".repeat(TEXT_BYTES) + "\"}]}}")
                    .body();
            String oid = text.replaceAll(".*\"_oid\":\"([^\"]*)\".*", "$1");
            String page = "{\"n\":1,\"text\":{\"_oid\":\"" + oid + "\"}}";
            String stored = client.post("{\"STORE\":{\"_rsp\":\"none\",\"_class\":\"Page\",\"_objects\":["
                            + String.join(",", Collections.nCopies(OBJECTS, page)) + "]}}")
                    .body();
            assertEquals("", stored);
        }
        atRest = used();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private int port(String name) {
        return FreePorts.of(server, name);
    }

    /** Everything that the answer took has been given back. */
    private void awaitRest() {
        TestNet.await("all memory back", () -> used() <= atRest);
    }

    private long used() {
        return server.monitor().account().used();
    }

    private static void assertWhole(String answer) {
        assertTrue(answer.length() > OBJECTS * TEXT_BYTES, () -> "only " + answer.length() + " bytes");
        assertTrue(answer.startsWith("{\"FIND_RSP\":[{\"Page\":{\"n\":1,"));
        assertTrue(answer.endsWith("}}]}"));
        assertEquals(OBJECTS, answer.split("\"n\":1,", -1).length - 1);
    }

    @Test
    void anAnswerLongerThanTheMemoryGoesOutOverWebSocket() {
        try (WebSocketClient client = new WebSocketClient(port("standard"))) {
            assertWhole(client.send(FIND).read());
            awaitRest();
        }
    }

    @Test
    void theAnswerToAStoreGoesOutInParts() {
        String name = "N".repeat(64);
        int objects = 100_000;
        try (WebSocketClient client = new WebSocketClient(port("standard"))) {
            client.send("{\"CREATE_CLASSES\":{\"" + name + "\":{\"n\":\"int\"}}}")
                    .read();
            String answer = client.send("{\"STORE\":{\"_class\":\"" + name + "\",\"_objects\":[{}"
                            + ",{}".repeat(objects - 1) + "]}}")
                    .read();
            assertTrue(answer.length() > MEMORY - 10L * objects, () -> "only " + answer.length() + " bytes");
            assertTrue(answer.startsWith("{\"STORE_RSP\":[{\"" + name + "\":{\"_oid\":\""));
            assertEquals(objects, answer.split("_oid", -1).length - 1);
            assertEquals(
                    objects,
                    Pattern.compile("\"_oid\":\"([0-9a-f-]{36})\"")
                            .matcher(answer)
                            .results()
                            .map(found -> found.group(1))
                            .distinct()
                            .count());
            long holding = used();
            String count = client.send("{\"COUNT\":{\"" + name + "\":{}}}").read();
            assertTrue(count.contains("\"_cnt\":" + objects), count);
            TestNet.await("what only the answer needed is given back", () -> used() <= holding);
        }
    }

    @Test
    void anAnswerLongerThanTheMemoryGoesOutOverRest() {
        try (HttpClient client = new HttpClient(port("rest"))) {
            HttpClient.Answer answer = client.post(FIND);
            assertEquals(200, answer.status());
            assertEquals("chunked", answer.header("Transfer-Encoding"));
            assertWhole(answer.body());
            assertEquals(
                    "{\"COUNT_RSP\":{\"Text\":{\"_cnt\":1},\"Page\":{\"_cnt\":300}}}",
                    client.post("{\"COUNT\":{}}").body());
            awaitRest();
        }
    }

    @Test
    void whereAnAnswerCantGoOutInPartsItIsRefused() throws IOException {
        String command = "*2\r\n$3\r\nFQL\r\n$" + FIND.length() + "\r\n" + FIND + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port("resp"))) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            in.readLine();
            String answer = in.readLine();
            assertTrue(answer.startsWith("{\"FIND_RSP_ERR\":{\"_err\":{\"_c\":1900,"), answer);
        }
        awaitRest();
    }

    @Test
    void otherAnswersOfTheConnectionComeBehindIt() {
        try (WebSocketClient client = new WebSocketClient(port("standard"))) {
            client.send(FIND)
                    .send("{\"FIND\":{\"_limit\":0,\"Page\":{\"n\":1}}}")
                    .send(FIND)
                    .send("{\"COUNT\":{}}");
            int[] whole = new int[1];
            for (int i = 0; i < 4; i++) {
                if (client.read().length() > TEXT_BYTES) {
                    whole[0]++;
                }
            }
            assertEquals(2, whole[0]);
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsNotInIt() {
        try (WebSocketClient client = new WebSocketClient(port("standard"), 64 * 1024, "");
                HttpClient other = new HttpClient(port("rest"))) {
            client.send(FIND);
            assertFalse(client.readFrame().last());
            assertEquals(
                    "{\"UPDATE_RSP\":{\"Page\":{\"_cnt\":300}}}",
                    other.post("{\"UPDATE\":{\"Page\":{\"_where\":{\"n\":1},\"n\":2}}}")
                            .body());
            WebSocketClient.Frame frame = client.readFrame();
            boolean changed = false;
            while (!frame.last()) {
                changed |= frame.text().contains("\"n\":2");
                frame = client.readFrame();
            }
            assertFalse(changed);
            assertTrue(
                    client.send("{\"FIND\":{\"_limit\":1,\"Page\":{}}}").read().contains("\"n\":2"));
        }
    }

    @Test
    void aClientThatStopsReadingIsClosedAndGivesEverythingBack() {
        try (WebSocketClient client = new WebSocketClient(port("standard"), 16 * 1024, "")) {
            client.send(FIND);
            assertFalse(client.readFrame().last());
            awaitRest();
        }
        try (HttpClient client = new HttpClient(port("rest"))) {
            assertTrue(client.get("/metrics").body().contains("fusion_connections{interface=\"standard\"} 0"));
        }
    }

    @Test
    void aClientThatGoesAwayGivesEverythingBack() {
        try (WebSocketClient client = new WebSocketClient(port("standard"), 16 * 1024, "")) {
            client.send(FIND);
            assertFalse(client.readFrame().last());
        }
        try (HttpClient client = new HttpClient(port("rest"))) {
            client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + FIND.length() + "\r\n\r\n" + FIND);
        }
        awaitRest();
        try (HttpClient client = new HttpClient(port("rest"))) {
            assertEquals(
                    "{\"UPDATE_RSP\":{\"Page\":{\"_cnt\":300}}}",
                    client.post("{\"UPDATE\":{\"Page\":{\"_where\":{\"n\":1},\"n\":2}}}")
                            .body());
        }
    }

    @Test
    void aServerThatStopsSendsItToItsEnd() throws InterruptedException {
        try (WebSocketClient client = new WebSocketClient(port("standard"), 64 * 1024, "")) {
            client.send(FIND);
            WebSocketClient.Frame frame = client.readFrame();
            Thread stopping = Thread.ofPlatform().start(server::stop);
            long bytes = frame.payload().length;
            while (!frame.last()) {
                frame = client.readFrame();
                bytes += frame.payload().length;
            }
            assertTrue(bytes > OBJECTS * TEXT_BYTES);
            assertEquals(1001, client.readMessage().closeCode());
            client.sendFrame(true, WebSocketClient.CLOSE, "");
            stopping.join(); // The time limit of the suite is its limit.
        }
    }
}
