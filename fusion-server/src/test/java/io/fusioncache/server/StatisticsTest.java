package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import io.fusioncache.server.redis.WireReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole server says of itself, against what the test did to it. */
class StatisticsTest {
    private final FusionServer server = FusionServer.start(new ConfigurationBuilder(ServerSettings.table())
            .assignment("objects.rest.port=0")
            .assignment("objects.ws.port=0")
            .assignment("objects.bulk.enabled=false")
            .assignment("kv.port=0")
            .assignment("kv.minKeyLength=1")
            .assignment("resp.port=0")
            .assignment("fusion.enabled=true")
            .build());

    @AfterEach
    void stop() {
        server.close();
    }

    private int port(String name) {
        return FreePorts.of(server, name);
    }

    private WireClient resp() throws IOException {
        return new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port("resp")));
    }

    private Map<String, String> metrics() {
        try (HttpClient client = new HttpClient(port("rest"))) {
            return client.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.lastIndexOf(' ')),
                            line -> line.substring(line.lastIndexOf(' ') + 1)));
        }
    }

    /** The lines of {@code INFO}, by name. */
    private static Map<String, String> info(WireClient client) throws IOException {
        return client.call("INFO")
                .bulkText()
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1)));
    }

    @Test
    void metricsCountWhatPassesTheInterfaceForRedisClients() throws Exception {
        String set = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n";
        try (WireClient client = resp()) {
            client.sendRaw(set + "NONSENSE\r\n" + "KEYS *\r\n");
            assertEquals("+OK", client.read().toString());
            assertEquals('-', client.read().mark());
            client.read();
            TestNet.await(
                    "every command counted",
                    () -> "2".equals(metrics().get("fusion_queries_total{interface=\"resp\",outcome=\"answered\"}")));
            Map<String, String> metrics = metrics();
            assertEquals("1", metrics.get("fusion_queries_total{interface=\"resp\",outcome=\"failed\"}"));
            assertEquals("1", metrics.get("fusion_connections{interface=\"resp\"}"));
            assertEquals("1", metrics.get("fusion_connections_total{interface=\"resp\"}"));
            assertEquals(
                    String.valueOf(set.length() + "NONSENSE\r\nKEYS *\r\n".length()),
                    metrics.get("fusion_received_bytes_total{interface=\"resp\"}"));
            assertTrue(
                    Double.parseDouble(metrics.getOrDefault("fusion_query_seconds_total{interface=\"resp\"}", "0")) > 0,
                    metrics.toString());
        }
        TestNet.await("connection gone", () -> "0".equals(metrics().get("fusion_connections{interface=\"resp\"}")));
    }

    @Test
    void infoCountsWhatPassesEveryInterface() throws Exception {
        try (WireClient client = resp();
                WebSocketClient keys = new WebSocketClient(port("kv"))) {
            client.call("SET", "k", "v");
            keys.send("GET k").read();
            long in = 0;
            for (String each : new String[] {"resp", "kv"}) {
                in += Long.parseLong(
                        metrics().getOrDefault("fusion_received_bytes_total{interface=\"" + each + "\"}", "0"));
            }
            long asked = "*1\r\n$4\r\nINFO\r\n".length();
            Map<String, String> info = info(client);
            assertEquals(in + asked, Long.parseLong(info.getOrDefault("total_net_input_bytes", "0")));
            assertEquals("2", info.get("connected_clients"));
            assertTrue(Long.parseLong(info.getOrDefault("total_net_output_bytes", "0")) > 0, info.toString());
        }
    }

    @Test
    void infoTellsWhatHappenedToKeys() throws Exception {
        try (WireClient client = resp()) {
            client.call("SET", "k", "v");
            client.call("GET", "k");
            client.call("GET", "other");
            client.call("SET", "short", "v", "PX", "50");
            client.call("FUSE", "both", "k", "other");
            client.call("GET_FUSED", "both");
            TestNet.await("expired", () -> server.keyspace().counters().expired() == 1);
            Map<String, String> info = info(client);
            Map<String, String> metrics = metrics();
            assertEquals("1", info.get("expired_keys"));
            assertEquals(metrics.get("fusion_key_hits_total"), info.get("keyspace_hits"));
            assertEquals(metrics.get("fusion_key_misses_total"), info.get("keyspace_misses"));
            assertEquals("1", info.get("composites"));
            assertEquals(metrics.get("fusion_composed_bytes"), info.get("composed_bytes"));
            assertTrue(Long.parseLong(info.getOrDefault("composed_bytes", "0")) > 0, info.toString());
            assertEquals(String.valueOf(port("resp")), info.get("tcp_port"));
            assertEquals(String.valueOf(ProcessHandle.current().pid()), info.get("process_id"));
            assertEquals(String.valueOf(server.keyspace().account().limit()), info.get("maxmemory"));
            assertEquals(String.valueOf(server.keyspace().bytes()), info.get("used_memory_dataset"));
            assertEquals(String.valueOf(server.keyspace().account().used()), info.get("used_memory"));
        }
    }

    @Test
    void configTellsEverySettingAndWhatWasChanged() throws Exception {
        try (WireClient client = resp()) {
            client.call("CONFIG", "SET", "maxmemory", "50mb", "memory.policy", "volatile-ttl");
            List<String> words = client.call("CONFIG", "GET", "*").elements().stream()
                    .map(WireReply::bulkText)
                    .toList();
            Map<String, String> all = new HashMap<>();
            for (int i = 0; i < words.size(); i += 2) {
                all.put(words.get(i), words.get(i + 1));
            }
            Set<String> names = ServerSettings.table().settings().stream()
                    .map(Setting::name)
                    .collect(Collectors.toSet());
            assertTrue(all.keySet().containsAll(names), all.toString());
            assertEquals("true", all.get("fusion.enabled"));
            assertEquals("1", all.get("kv.minKeyLength"));
            assertEquals(String.valueOf(50 << 20), all.get("maxmemory"));
            assertEquals(50 << 20, server.keyspace().account().limit());
            assertEquals("volatile-ttl", all.get("maxmemory-policy"));
            assertEquals(EvictionPolicy.VOLATILE_TTL, server.keyspace().policy());
        }
    }

    @Test
    void monitorShowsJsonCommandsAndNoSecrets() throws Exception {
        try (WireClient watching = resp();
                WireClient other = resp();
                WebSocketClient standard = new WebSocketClient(port("standard"));
                WebSocketClient keys = new WebSocketClient(port("kv"))) {
            watching.call("MONITOR");
            standard.send("{\"KV_SET\":{\"k\":\"two words\",\"l\":[1]}}").read();
            standard.read();
            keys.send("{\"_qid\":\"q\",\"GET\":[\"k\",\"l\"]}").read();
            keys.read();
            other.call("AUTH", "user", "a-secret");
            assertTrue(watching.read().text().endsWith("\"KV_SET\" \"k\" \"two words\" \"l\" \"[1]\""));
            String get = watching.read().text();
            assertTrue(get.endsWith("\"GET\" \"k\" \"l\""), get);
            String secret = watching.read().text();
            assertTrue(secret.contains("\"AUTH\" (redacted)") && !secret.contains("a-secret"), secret);
        }
    }

    @Test
    void theSlowLogShowsJsonCommandsAndNoSecrets() throws Exception {
        try (WireClient client = resp();
                WebSocketClient keys = new WebSocketClient(port("kv"))) {
            client.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
            client.call("SLOWLOG", "RESET");
            keys.send("{\"KV_GET\":[\"k\",7]}").read();
            keys.read();
            client.call("AUTH", "user", "a-secret");
            client.call("AUTH", "one", "too", "many-secrets");
            List<WireReply> log = client.call("SLOWLOG", "GET", "-1").elements();
            assertEquals("*4[$4:AUTH, $10:(redacted), $10:(redacted), $10:(redacted)]", words(log.get(0)));
            assertEquals("*3[$4:AUTH, $10:(redacted), $10:(redacted)]", words(log.get(1)));
            assertEquals("*3[$6:KV_GET, $1:k, $1:7]", words(log.get(2)));
            assertTrue(Long.parseLong(log.get(2).elements().get(2).text()) >= 0);
            assertTrue(
                    client.call("CLIENT", "LIST")
                            .bulkText()
                            .contains("addr=" + log.get(2).elements().get(4).bulkText() + " "),
                    log.toString());
        }
    }

    private static String words(WireReply entry) {
        return entry.elements().get(3).toString();
    }

    @Test
    void theListOfClientsShowsWhatEachDid() throws Exception {
        try (WireClient asking = resp();
                WireClient named = resp();
                WireClient watching = resp();
                WebSocketClient keys = new WebSocketClient(port("kv"))) {
            named.call("HELLO", "3", "SETNAME", "worker");
            named.call("CLIENT", "SETINFO", "LIB-NAME", "tool");
            named.call("CLIENT", "NO-TOUCH", "ON");
            watching.call("MONITOR");
            keys.send("{\"GET\":[\"k\"]}").read();
            named.sendRaw("*2\r\n$4\r\nECHO\r\n$5\r\nhal");
            TestNet.await("half a command held", () -> !client(asking, named).contains(" qbuf=0 "));
            String worker = client(asking, named);
            for (String field : List.of("name=worker", "flags=T", "cmd=client|no-touch", "resp=3", "lib-name=tool")) {
                assertTrue((worker + " ").contains(" " + field + " "), field + " in " + worker);
            }
            assertTrue(client(asking, watching).contains(" flags=O "));
            assertTrue(client(asking, asking).contains(" cmd=client|list "));
            String list = asking.call("CLIENT", "LIST").bulkText();
            assertEquals(4, list.lines().count(), list);
            assertTrue(list.contains(" laddr=127.0.0.1:" + port("kv") + " "), list);
            assertTrue(list.contains(" cmd=kv_get "), list);
        }
    }

    private static String client(WireClient asking, WireClient wanted) {
        try {
            return asking.call("CLIENT", "LIST")
                    .bulkText()
                    .lines()
                    .filter(line -> line.contains(" addr=" + wanted.localAddress() + " "))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
