package io.fusioncache.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fusioncache.server.net.WebSocketClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a service: what it tells the service manager, and what HUP does. */
@Timeout(120)
class ServiceTest {
    private static final int LONGEST_SECONDS = 90;

    @TempDir
    private Path folder;

    private Path configuration = Path.of("fusion.json");

    /** A process that inherits HUP as ignored, as from {@code nohup}, leaves it ignored, and so does Java. */
    @BeforeEach
    void hangUpIsNotIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        long mask = Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16);
        assumeTrue((mask & 1) == 0, "these tests were started with HUP ignored");
    }

    /** A server whose {@code systemd-notify} writes what it is told to the server's own standard error. */
    private Process start(Map<String, String> environment) throws IOException {
        configuration = Files.writeString(folder.resolve("fusion.json"), "{}");
        Path notify = Files.writeString(folder.resolve("systemd-notify"), "#!/bin/sh\necho \"told $*\" >&2\n");
        Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--config=" + configuration,
                "--set=objects.rest.port=0",
                "--set=objects.ws.port=0",
                "--set=objects.bulk.enabled=false",
                "--set=kv.enabled=false",
                "--set=resp.enabled=false");
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Ends the reading of a line that never comes.
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static void hangUp(Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    @Test
    void hangUpReadsTheConfigurationAgain() throws IOException, InterruptedException {
        Process process = start(Map.of("NOTIFY_SOCKET", "/nowhere"));
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            Matcher told = awaitLine(
                    log, "^told READY=1 STATUS=Serving rest 127\\.0\\.0\\.1:\\d+, standard 127\\.0\\.0\\.1:(\\d+)$");
            try (WebSocketClient client = new WebSocketClient(Integer.parseInt(told.group(1)))) {
                Files.writeString(configuration, "{\"objects\": {\"maxDepth\": 7}, \"server\": {\"deflate\": true}}");
                hangUp(process);
                awaitLine(log, "INFO configuration read again$");
                awaitLine(log, "WARN not changed before the next start: server\\.deflate$");
                awaitLine(log, "^told STATUS=Serving rest [^;]*$");
                assertTrue(client.send("CONFIG GET objects.maxDepth").read().contains("\"7\""));

                Files.writeString(configuration, "{\"objects\": {\"maxDepth\": \"deep\"}}");
                hangUp(process);
                awaitLine(log, "WARN configuration not read again, .*objects\\.maxDepth");
                awaitLine(log, "^told STATUS=Serving .*; the changed configuration is not valid: .*objects\\.maxDepth");
                assertTrue(client.send("CONFIG GET objects.maxDepth").read().contains("\"7\""));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutAServiceManagerHangUpStops() throws IOException, InterruptedException {
        Process process = start(Map.of());
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            awaitLine(log, "INFO Fusion ready$");
            hangUp(process);
            awaitLine(log, "INFO Fusion stopped$");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Matcher awaitLine(BufferedReader log, String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        return log.lines()
                .map(wanted::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line with " + pattern));
    }
}
