package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis's own command line and load generator, as Debian ships them, against this server. */
class RedisCliTest {
    private static final Path NOTHING = Path.of("/dev/null");
    private static final long PATIENCE_SECONDS = 40;

    @TempDir
    private Path directory = Path.of(".");

    private FusionRedisServer server = start();

    private static FusionRedisServer start() {
        try {
            return FusionRedisServer.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void requireProgram() {
        Programs.require("redis-cli");
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    private String cli(String... arguments) throws Exception {
        Programs.Run run = run(NOTHING, "redis-cli", arguments);
        assertEquals(0, run.exit(), run.output());
        return run.output();
    }

    private Programs.Run run(Path input, String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Programs.require(program).toString(),
                "-p",
                Integer.toString(server.address().getPort())));
        command.addAll(Arrays.asList(arguments));
        return Programs.run(input, PATIENCE_SECONDS, command.toArray(String[]::new));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content, StandardCharsets.ISO_8859_1);
    }

    @Test
    void stringsAndExpiry() throws Exception {
        assertEquals("OK\n", cli("SET", "key:1", "hello"));
        assertEquals("hello\n", cli("GET", "key:1"));
        assertEquals("\n", cli("GET", "key:none"));
        assertEquals("10\n", cli("APPEND", "key:1", "world"));
        assertEquals("42\n", cli("INCRBY", "number", "42"));
        assertEquals("OK\n", cli("SET", "key:2", "gone soon", "EX", "100"));
        assertEquals("100\n", cli("TTL", "key:2"));
        assertEquals("1\n", cli("PERSIST", "key:2"));
        assertEquals("-1\n", cli("TTL", "key:2"));
        assertEquals("hello world\n", cli("--raw", "ECHO", "hello world"));
        assertEquals("OK\n", cli("MSET", "a", "1", "b", "2"));
        assertEquals("1\n2\n\n", cli("MGET", "a", "b", "c"));
        assertTrue(cli("NOSUCH", "x").startsWith("ERR unknown command 'NOSUCH', with args beginning with: 'x' "));
    }

    @Test
    void resp3() throws Exception {
        assertEquals("OK\n", cli("-3", "SET", "key:1", "hello"));
        assertEquals("hello\n", cli("-3", "GET", "key:1"));
        assertTrue(cli("-3", "HELLO", "3").contains("proto 3"));
        assertTrue(cli("-3", "CONFIG", "GET", "maxmemory-policy").contains("maxmemory-policy allkeys-lfu"));
    }

    @Test
    void aLineWithQuotesFromStandardInput() throws Exception {
        Path input = file("lines", "SET 'a key' \"line\\nbreak \\x41\"\nGET 'a key'\nSTRLEN 'a key'\n");
        assertEquals("OK\nline\nbreak A\n12\n", run(input, "redis-cli").output());
    }

    @Test
    void scanFindsEveryKey() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lines.append("SET user:").append(i).append(" value").append(i).append('\n');
        }
        Programs.Run filled = run(file("set", lines.toString()), "redis-cli");
        assertEquals("OK\n".repeat(3000), filled.output());
        assertEquals("3000\n", cli("DBSIZE"));
        String found = cli("--scan");
        assertEquals(3000, new TreeSet<>(found.lines().toList()).size());
        assertEquals(3000, found.lines().count());
        assertEquals(
                111, cli("--scan", "--pattern", "user:12*").lines().distinct().count());
    }

    @Test
    void massInsertion() throws Exception {
        int keys = 1_000_000;
        Path input = directory.resolve("mass");
        try (BufferedWriter out = Files.newBufferedWriter(input, StandardCharsets.ISO_8859_1)) {
            for (int i = 0; i < keys; i++) {
                String key = "mass:" + i;
                String value = "value of " + i;
                out.write("*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + value.length() + "\r\n"
                        + value + "\r\n");
            }
        }
        Programs.Run run = run(input, "redis-cli", "--pipe");
        assertTrue(run.output().contains("errors: 0, replies: " + keys), run.output());
        assertEquals(keys + "\n", cli("DBSIZE"));
        assertEquals("value of 999999\n", cli("GET", "mass:999999"));
    }

    @Test
    void massInsertionOfInlineCommands() throws Exception {
        Path input = file("inline", "SET inline:1 one\r\nSET inline:2 \"two words\"\r\nINCRBY number 5\r\n");
        Programs.Run run = run(input, "redis-cli", "--pipe");
        assertTrue(run.output().contains("errors: 0, replies: 3"), run.output());
        assertEquals("two words\n", cli("GET", "inline:2"));
    }

    @Test
    void bigKeys() throws Exception {
        cli("SET", "small:1", "x");
        cli("SET", "large:1", "y".repeat(5000));
        String output = cli("--bigkeys");
        assertTrue(output.contains("Biggest string found '\"large:1\"' has 5000 bytes"), output);
        assertTrue(output.contains("Sampled 2 keys in the keyspace!"), output);
    }

    @Test
    void memoryKeys() throws Exception {
        cli("SET", "large:1", "y".repeat(5000));
        String output = cli("--memkeys");
        assertTrue(output.contains("Sampled 1 keys in the keyspace!"), output);
        assertTrue(output.contains("large:1"), output);
    }

    @Test
    void latency() throws Exception {
        // Without a terminal it measures for one second and prints one line.
        String output = cli("--latency");
        assertTrue(output.matches("(?s)\\d+ [0-9.]+ [0-9.]+ \\d+\\s*"), output);
    }

    @Test
    void infoTellsTheTruth() throws Exception {
        cli("SET", "key:1", "hello");
        String info = cli("INFO");
        for (String section : List.of("# Server", "# Clients", "# Memory", "# Stats", "# Keyspace")) {
            assertTrue(info.contains(section), info);
        }
        assertTrue(info.contains("connected_clients:1"), info);
        assertTrue(info.contains("db0:keys=1,expires=0"), info);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void loadWithoutAnError(int pipelined) throws Exception {
        Programs.Run run = run(
                NOTHING,
                "redis-benchmark",
                "-t",
                "ping,set,get,incr,mset",
                "-n",
                "5000",
                "-r",
                "1000",
                "-P",
                Integer.toString(pipelined),
                "--csv");
        assertEquals(0, run.exit(), run.output());
        for (String test : List.of("PING_INLINE", "PING_MBULK", "SET", "GET", "INCR", "MSET (10 keys)")) {
            assertTrue(run.output().contains("\"" + test + "\""), run.output());
        }
        assertFalse(run.output().toLowerCase(java.util.Locale.ROOT).contains("err"), run.output());
    }
}
