package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.config.ConfigurationBuilder;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.query.ServerFacts;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
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
        return server.listeners().stream()
                .filter(listener -> listener.name().equals(name))
                .mapToInt(ServerFacts.Listener::port)
                .findFirst()
                .orElseThrow();
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
}
