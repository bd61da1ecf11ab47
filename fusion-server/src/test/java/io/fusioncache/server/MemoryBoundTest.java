package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.redis.WireClient;
import io.fusioncache.server.redis.WireReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three times the memory bound, written over RESP to a server process with a small heap, under each policy: the account
 * stays within the bound, the process does not grow, and nobody sees another error than the one specified.
 */
@Timeout(120)
class MemoryBoundTest {
    private static final long MIB = 1 << 20;
    private static final long BOUND = 16 * MIB;
    private static final int VALUE = 4096;

    /** What one entry of {@link #VALUE} bytes is charged, key and overhead among it, at most. */
    private static final long ENTRY = VALUE + 256;

    private static final int BATCH = 64;
    private static final int WRITES = (int) (3 * BOUND / VALUE);

    /**
     * What the process may grow by from the end of the first third to the end: code that is compiled meanwhile, less
     * than what is written meanwhile. The heap is resident from the start, so what grows is beside it.
     */
    private static final long MOST_GROWTH = 24 * MIB;

    private static final String REFUSED = "-OOM command not allowed when used memory > 'maxmemory'.";

    private static Process process;
    private static InetSocketAddress address = new InetSocketAddress(0);

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs /proc to see resident memory");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms96m",
                        "-Xmx96m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--set=objects.rest.port=0",
                        "--set=objects.ws.enabled=false",
                        "--set=objects.bulk.enabled=false",
                        "--set=kv.enabled=false",
                        "--set=resp.port=0",
                        "--set=memory.max=" + BOUND)
                .start();
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        Pattern listening = Pattern.compile("INFO resp at \\S*?:(\\d+)");
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher matcher = listening.matcher(line);
            if (matcher.find()) {
                address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(matcher.group(1)));
            }
            if (line.endsWith("Fusion ready")) {
                warmUp();
                return;
            }
        }
        throw new AssertionError("the server did not start");
    }

    /** What the compiler takes while it compiles the way of a write is not what a policy takes. */
    private static void warmUp() throws IOException {
        try (WireClient client = new WireClient(address)) {
            for (int from = 0; from < WRITES; from += BATCH) {
                client.pipeline(batch("warm-up", from, "v".repeat(VALUE)));
            }
        }
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"allkeys-lfu", "allkeys-lru", "volatile-lfu", "volatile-lru", "volatile-ttl", "noeviction"})
    void threeTimesTheBoundIsWritten(String policy) throws IOException {
        boolean refuses = policy.equals("noeviction");
        try (WireClient client = new WireClient(address)) {
            client.call("FLUSHALL");
            assertEquals(
                    "+OK",
                    client.call("CONFIG", "SET", "maxmemory-policy", policy).toString());
            long evictedBefore = number(client, "evicted_keys");
            String value = "v".repeat(VALUE);
            long refused = 0;
            long residentAfterThird = 0;
            for (int from = 0; from < WRITES; from += BATCH) {
                for (WireReply reply : client.pipeline(batch(policy, from, value))) {
                    if (reply.mark() == '-') {
                        assertEquals(REFUSED, reply.toString());
                        refused++;
                    } else {
                        assertEquals("+OK", reply.toString());
                    }
                }
                long used = number(client, "used_memory");
                assertTrue(used <= BOUND + ENTRY, policy + ": " + used + " bytes used of " + BOUND);
                if (from < WRITES / 3) {
                    residentAfterThird = resident();
                }
            }
            long grown = resident() - residentAfterThird;
            assertTrue(
                    grown <= MOST_GROWTH,
                    policy + ": the process grew by " + grown + " bytes from " + residentAfterThird);
            assertEquals(refuses, refused > 0, refused + " writes were refused");
            assertEquals(!refuses, number(client, "evicted_keys") > evictedBefore);
            assertTrue(number(client, "used_memory") > BOUND / 2, "the memory is used");
            assertEquals("+PONG", client.call("PING").toString());
        }
    }

    private static List<List<String>> batch(String policy, int from, String value) {
        List<List<String>> batch = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
            String key = "key:" + policy + ":" + i;
            batch.add(
                    policy.startsWith("volatile")
                            ? List.of("SET", key, value, "EX", String.valueOf(1000 + i))
                            : List.of("SET", key, value));
        }
        return batch;
    }

    /** A number that {@code INFO} shows. */
    private static long number(WireClient client, String name) throws IOException {
        return client.call("INFO")
                .bulkText()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Bytes of the server process that are in memory. */
    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
