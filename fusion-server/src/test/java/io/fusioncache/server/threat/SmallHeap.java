package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.ServerProcess;
import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.redis.WireClient;
import io.fusioncache.server.redis.WireReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tests ask of a server in a process of its own, whose heap is small and which ends when that is not enough. */
final class SmallHeap {
    static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";

    private static final Pattern METRIC = Pattern.compile("(?m)^([a-z_]+) (\\d+)");
    private static final int SENT_AT_ONCE = 500;

    private SmallHeap() {}

    static WireClient resp(ServerProcess server) throws IOException {
        return new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port("resp")));
    }

    static String ask(ServerProcess server, String query) {
        try (HttpClient http = new HttpClient(server.port("rest"))) {
            HttpClient.Answer answer = http.post(query);
            assertEquals(200, answer.status(), answer::body);
            return answer.body();
        }
    }

    static long metric(ServerProcess server, String name) {
        try (HttpClient http = new HttpClient(server.port("rest"))) {
            Matcher metrics = METRIC.matcher(http.get("/metrics").body());
            return metrics.results()
                    .filter(metric -> metric.group(1).equals(name))
                    .mapToLong(metric -> Long.parseLong(metric.group(2)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no metric " + name));
        }
    }

    static long used(ServerProcess server) {
        return metric(server, "fusion_memory_used_bytes");
    }

    /** The server has to be alive, within its bound, without a defect in its log, and has to stop in good order. */
    static void requireUnhurt(ServerProcess server) throws IOException, InterruptedException {
        assertTrue(used(server) <= metric(server, "fusion_memory_limit_bytes"), "the account is over its bound");
        server.terminate();
        server.awaitLine("INFO Fusion stopped$");
        assertEquals(0, server.awaitEnd());
        server.logged().forEach(line -> assertFalse(line.contains("ERROR") || line.contains("OutOfMemory"), line));
    }

    /** Stores that many keys, each some thirty bytes long, with a number as their value. */
    static void storeKeys(ServerProcess server, int count) throws IOException {
        try (WireClient client = resp(server)) {
            for (int next = 0; next < count; next += SENT_AT_ONCE) {
                List<List<String>> commands = new ArrayList<>();
                for (int i = next; i < next + SENT_AT_ONCE; i++) {
                    commands.add(List.of("SET", "a:key:of:some:length:" + i, "1"));
                }
                client.pipeline(commands).forEach(reply -> assertEquals("+OK", reply.toString()));
            }
        }
    }

    static void requireRefused(WireReply reply) {
        assertEquals("-" + OUT_OF_MEMORY, reply.toString());
    }
}
