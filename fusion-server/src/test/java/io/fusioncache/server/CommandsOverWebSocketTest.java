package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Key-value commands on the interfaces of a whole server, and what the interfaces have in common. */
class CommandsOverWebSocketTest {
    private final FusionServer server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
            .assignment("objects.rest.enabled=false")
            .assignment("objects.ws.port=0")
            .assignment("objects.bulk.enabled=false")
            .assignment("kv.port=0")
            .assignment("kv.maxRead=1024")
            .assignment("resp.port=0")
            .build());

    @AfterEach
    void stop() {
        server.close();
    }

    private int port(String name) {
        return FreePorts.of(server, name);
    }

    private WebSocketClient standard() {
        return new WebSocketClient(port("standard"));
    }

    private WebSocketClient keys() {
        return new WebSocketClient(port("kv"));
    }

    @Test
    void oneKeySpaceBehindEveryInterface() throws Exception {
        try (WebSocketClient standard = standard();
                WebSocketClient keys = keys();
                WireClient resp =
                        new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("resp")))) {
            assertEquals("OK", standard.send("SET user:1234 'two words'").read());
            assertEquals(
                    "{\"KV_GET_RSP\":{\"st\":1,\"user:1234\":\"two words\"}}",
                    keys.send("{\"KV_GET\":[\"user:1234\"]}").read());
            assertEquals(
                    "{\"GET_RSP\":{\"st\":1,\"user:1234\":\"two words\"}}",
                    keys.send("{\"GET\":[\"user:1234\"]}").read());
            assertEquals("\"two words\"", keys.send("GET user:1234").read());
            assertEquals("9:two words", resp.call("GET", "user:1234").text());
        }
    }

    @Test
    void severalKeysAreSeveralAnswers() {
        try (WebSocketClient keys = keys()) {
            String first = keys.send("{\"SET\":{\"key:one\":1,\"key:two\":2}}").read();
            String second = keys.read();
            assertEquals(
                    Set.of(
                            "{\"SET_RSP\":{\"st\":20,\"k\":\"key:one\"}}",
                            "{\"SET_RSP\":{\"st\":20,\"k\":\"key:two\"}}"),
                    Set.of(first, second));
        }
    }

    @Test
    void aMessageOfSeveralLinesIsAnsweredLineByLine() {
        try (WebSocketClient standard = standard()) {
            standard.send("SET key:one 1\nINCR key:one\n\nNOSUCH\n");
            assertEquals("OK", standard.read());
            assertEquals("2", standard.read());
            assertTrue(standard.read().startsWith("ERR unknown command 'NOSUCH'"));
        }
    }

    @Test
    void queriesAndCommandsShareAConnectionAndItsOrder() {
        try (WebSocketClient standard = standard()) {
            standard.send("{\"CREATE_CLASSES\":{\"Thing\":{\"name\":\"string\"}}}");
            standard.send("SET key:one 1");
            standard.send("FQL '{\"COUNT\":{\"Thing\":{}}}'");
            assertEquals("{\"CREATE_CLASSES_RSP\":{\"Thing\":{}}}", standard.read());
            assertEquals("OK", standard.read());
            assertTrue(standard.read().contains("COUNT_RSP"));
        }
    }

    @Test
    void refusalsSpeakTheLanguageOfTheirInterface() {
        try (WebSocketClient keys = keys();
                WebSocketClient standard = standard()) {
            keys.send("{\"SET\":{\"key:one\":\"" + "x".repeat(2000) + "\"}}");
            assertTrue(keys.read().startsWith("{\"KV_ERR\":{\"st\":42,"));
            keys.sendFrame(true, WebSocketClient.BINARY, "{}");
            assertTrue(keys.read().startsWith("{\"KV_ERR\":{\"st\":2,"));
            keys.send("{\"CREATE_CLASSES\":{}}");
            assertTrue(keys.read().startsWith("{\"KV_ERR\":{\"st\":10,"));
            standard.sendFrame(true, WebSocketClient.BINARY, "{}");
            assertTrue(standard.read().contains("\"_c\":1306"));
        }
    }

    @Test
    void nothingIsDoneBehindAMessageThatIsRefused() {
        try (WebSocketClient keys = keys();
                WebSocketClient standard = standard()) {
            for (WebSocketClient client : List.of(keys, standard)) {
                int tooLong = client.equals(keys) ? 2000 : (1 << 20) + 1;
                String command = "SET key:one ";
                client.send("CLIENT STOP-ON-ERROR ON");
                client.send(command + "before");
                client.send(command + "x".repeat(tooLong));
                client.send(command + "behind");
                assertEquals("OK", client.read());
                assertEquals("OK", client.read());
                assertTrue(client.read().startsWith("{\""));
                assertTrue(client.read().startsWith("SKIPPED "));
                assertEquals("OK", client.send("CLIENT STOP-ON-ERROR ON").read());
                assertEquals("\"before\"", client.send("GET key:one").read());
            }
        }
    }

    @Test
    void quitClosesBehindItsAnswer() {
        try (WebSocketClient standard = standard()) {
            assertEquals("OK", standard.send("QUIT").read());
            assertEquals(1000, standard.readFrame().closeCode());
        }
    }

    @Test
    void aMonitorSeesTheCommandsOfOthers() {
        try (WebSocketClient watching = standard();
                WebSocketClient working = keys()) {
            assertEquals("OK", watching.send("MONITOR").read());
            assertEquals("OK", working.send("SET key:one 1").read());
            assertTrue(watching.read().endsWith("\"SET\" \"key:one\" \"1\""));
        }
    }

    @Test
    void changeableSettingsTakeEffectAtOnce() {
        try (WebSocketClient standard = standard()) {
            assertTrue(standard.send("SET abc 1").read().startsWith("ERR "));
            assertEquals("OK", standard.send("CONFIG SET kv.minKeyLength 1").read());
            assertEquals("OK", standard.send("SET abc 1").read());
            assertTrue(standard.send("CONFIG SET kv.port 1").read().startsWith("ERR "));
            assertEquals("OK", standard.send("CONFIG SET maxmemory 50mb").read());
            assertEquals(50L << 20, server.keyspace().account().limit());
        }
    }

    @Test
    void aCacheFullOfKeysStillTakesQueriesAndObjects() throws Exception {
        try (WebSocketClient standard = standard();
                WireClient resp =
                        new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("resp")))) {
            standard.send("CONFIG SET maxmemory 4mb").read();
            String value = "x".repeat(10_000);
            for (int i = 0; i < 1000; i++) {
                assertEquals(
                        '+', resp.call("SET", "key:" + i + ":padded", value).mark());
            }
            standard.send("{\"CREATE_CLASSES\":{\"Thing\":{\"name\":\"string\"}}}")
                    .read();
            String stored = standard.send("{\"STORE\":{\"_class\":\"Thing\",\"_objects\":[{\"name\":\""
                            + "y".repeat(500_000) + "\"}]}}")
                    .read();
            assertTrue(stored.startsWith("{\"STORE_RSP\":"), stored);
            assertTrue(standard.send("{\"FIND\":{\"Thing\":{}}}").read().length() > 500_000);
        }
    }

    @Test
    void aClientThatIsGoneIsForgotten() {
        try (WebSocketClient staying = standard()) {
            keys().close();
            TestNet.await(
                    "one client left",
                    () -> staying.send("CLIENT LIST").read().lines().count() == 1);
        }
    }

    @Test
    void shutdownStopsTheServer() throws Exception {
        try (WebSocketClient standard = standard()) {
            standard.send("SHUTDOWN");
            server.awaitStop();
        }
    }
}
