package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: pipes, files, devices, a terminal. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessTest {
    private final ServerFixture server = new ServerFixture();

    @BeforeAll
    void fill() {
        assertEquals(
                0,
                server.cli()
                        .run("exec", "{\"CREATE_CLASSES\":{\"P\":{\"n\":\"string\"}}}")
                        .status());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** A program's command line for a shell. */
    private static String program(String mainClass) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        words.add("io.fusioncache.cli." + mainClass);
        return "'" + String.join("' '", words) + "'";
    }

    private CliRun shell(String script) throws Exception {
        return shell(script, server.url());
    }

    private static CliRun shell(String script, String url) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script.replace("FUSION", program("Main")));
        builder.environment().put("FUSION_URL", url);
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR_FORCE"));
        Path err = Files.createTempFile("fusion-cli", ".err");
        builder.redirectError(err.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        CliRun run = new CliRun(out, Files.readString(err), process.exitValue());
        Files.delete(err);
        return run;
    }

    @Test
    void severalRunsAreOneProcessWhenCachesAreTrained() throws Exception {
        String program = program("TrainingRun");
        CliRun run = shell("printf 'exec\\tECHO\\ta b\\nexec\\tECHO\\tc\\n' | " + program);
        assertEquals("\"a b\"\n\"c\"\n", run.out());
        assertEquals(0, run.status());
        CliRun failing = shell("printf 'exec\\tNOSUCH\\nexec\\tECHO\\tc\\n' | " + program);
        assertEquals("", failing.out());
        assertTrue(failing.err().contains("NOSUCH"), failing.err());
        assertEquals(1, failing.status());
    }

    @Test
    void endsAtOnceWhenThePipeIsClosed() throws Exception {
        CliRun run = shell("{ FUSION exec -r 0 '{\"ERRORS\":{}}'; echo $? >&2; } | head -1");
        assertEquals("141\n", run.err());
        assertTrue(run.out().startsWith("{\"ERRORS_RSP\""));
    }

    @Test
    void endsWithTheStatusOfTheTable(@TempDir Path folder) throws Exception {
        String count = "'{\"COUNT\":{}}'";
        String script = String.join(
                "; echo $? >> STATUS; ",
                "FUSION exec " + count,
                "FUSION exec NOSUCH",
                "FUSION exec -o nosuch " + count,
                "FUSION --url ws://127.0.0.1:1 exec PING",
                "echo wrong > STATUS.password; FUSION exec --user me --password-file STATUS.password PING",
                "FUSION exec --require-value GET nothing",
                "");
        Path statuses = folder.resolve("statuses");
        CliRun run = shell(script.replace("STATUS", statuses.toString()) + "true");
        assertEquals("0\n1\n2\n3\n4\n6\n", Files.readString(statuses), run.err());
    }

    @Test
    void readsNothingAndSaysNothing() throws Exception {
        shell("FUSION exec < /dev/null").is(0, "", "");
        CliRun run = shell("FUSION exec --keep-going -e NOSUCH -e 'GET nothing' 2>/dev/null");
        run.is(1, "null\n", "");
    }

    @Test
    void monitorEndsWithWhoeverReadsIt() throws Exception {
        CompletableFuture<CliRun> run = running("{ FUSION monitor -o raw; echo $? >&2; } | head -1");
        while (!run.isDone()) {
            server.cli().run("exec", "GET", "watched:key");
        }
        assertEquals("141\n", run.get().err());
        assertTrue(
                run.get().out().endsWith("\"GET\" \"watched:key\"\n"), run.get().out());
    }

    @Test
    void anInterruptEndsWatchingAndMeasuring(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        // A shell lets what it runs in the background ignore interrupts.
        String program = "env --default-signal=INT FUSION ";
        String script = program + "monitor > OUT & a=$!; " + program + "stat > OUT2 & b=$!;"
                + " until { [ -s OUT ] && [ -s OUT2 ]; } || ! kill -0 $a || ! kill -0 $b; do sleep 0.1; done;"
                + " kill -INT $a $b; wait $a; echo $?; wait $b; echo $?";
        CompletableFuture<CliRun> run = running(script.replace("OUT", out.toString()));
        while (!run.isDone()) {
            server.cli().run("exec", "GET", "watched:key");
        }
        run.get().is(0, "130\n130\n", "");
    }

    private CompletableFuture<CliRun> running(String script) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return shell(script);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void writesAFileWithoutEscapes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out");
        shell("FUSION exec '{\"COUNT\":{}}' > " + file).is(0, "", "");
        assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}\n", Files.readString(file));
    }

    @Test
    void saysThatTheDeviceIsFull() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        shell("FUSION exec '{\"COUNT\":{}}' > /dev/full").is(74, "", "can't write the output: No space left on device");
    }

    @Test
    void takesClosedStreamsForNothing() throws Exception {
        shell("FUSION exec -e '{\"COUNT\":{}}' <&-").is(0, "{\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}\n", "");
        assertEquals(3, shell("FUSION exec PING 2>&-", "ws://127.0.0.1:1").status());
    }

    @Test
    void tellsThatTheOutcomeIsUnknown() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> dieAfterTheHandshake(listening));
            shell("FUSION exec '{\"COUNT\":{}}'", "ws://127.0.0.1:" + listening.getLocalPort())
                    .is(5, "", "outcome unknown");
        }
    }

    /** A server that is killed in the middle of its answer. */
    private static void dieAfterTheHandshake(ServerSocket listening) {
        try (var socket = listening.accept()) {
            WebSocketGreeting.answer(socket);
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {(byte) 0x81, 90, '{'});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesSignalsOn(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out");
        // It is sent when the first answer is there, so that it meets the program and not the shell that becomes it.
        CliRun terminated = shell("FUSION exec -r 0 -i 60 '{\"COUNT\":{}}' > " + out + " & pid=$!; until [ -s " + out
                + " ] || ! kill -0 $pid; do :; done; kill -TERM $pid; wait $pid; echo $?");
        terminated.is(0, "143\n", "");
    }

    @Test
    void writesNoEscapeToARedirectedOutputUnderATerminal(@TempDir Path folder) throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v script").start().waitFor() == 0,
                "script is not installed, so there is no pseudo terminal to test with");
        Path file = folder.resolve("redirected");
        Path command = Files.writeString(
                folder.resolve("run.sh"),
                "TERM=xterm " + program("Main") + " exec -e '{\"COUNT\":{}}' > " + file + "\nTERM=xterm "
                        + program("Main") + " exec -e '{\"COUNT\":{}}'\n");
        CliRun run = shell("script -q -e -c 'sh " + command + "' /dev/null");
        assertEquals(0, run.status(), run.out() + run.err());
        assertFalse(Files.readString(file).contains("\u001b"), "the redirected output has escapes");
        assertEquals("{\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}\n", Files.readString(file));
        assertTrue(run.out().contains("\u001b["), "the terminal's output has colours: " + run.out());
    }
}
