package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fusioncache.cli.CliRun;
import io.fusioncache.cli.ServerFixture;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell without somebody who types, and as a process under a pseudo terminal. */
@Timeout(90)
class ShellProcessTest {
    @Test
    void runsStandardInputWhenNobodyTypes(@TempDir Path folder) throws Exception {
        List<String> lines = List.of("SET a:script:key {\"n\":", " 1}", "NOSUCH", "PING never");
        Path script = Files.write(folder.resolve("script"), lines);
        try (ServerFixture server = new ServerFixture()) {
            server.cli().in(lines("PING", "exit", "PING never")).run("shell").is(0, "\"PONG\"\n", "");
            server.cli().in("").run().is(0, "", "");
            server.cli().in(lines("GTE x:1234", "PING on")).run().is(1, "\"on\"\n", "Did you mean GET?");
            server.cli().in(":fromat json\n").run().is(2, "", "did you mean :format?");
            server.cli().in("SET k \"open\n").run().is(2, "", "is not closed");
            server.cli().in(":source " + script + "\n").run().is(1, "\"OK\"\n", script + ":3: ERR unknown command");
            server.cli()
                    .in(":source " + folder.resolve("missing") + "\n")
                    .run()
                    .is(2, "", "Can't read " + folder.resolve("missing") + ": there is no such file");
            server.cli()
                    .in(lines(
                            "{\"KV_SET\":{\"several:1\":1,\"several:2\":2}}",
                            "{\"KV_GET\":[\"several:2\",\"several:1\"]}"))
                    .run()
                    .is(
                            0,
                            lines(
                                    "{\"KV_SET_RSP\":{\"st\":20,\"k\":\"several:1\"}}",
                                    "{\"KV_SET_RSP\":{\"st\":20,\"k\":\"several:2\"}}",
                                    "{\"KV_GET_RSP\":{\"st\":1,\"several:2\":2}}",
                                    "{\"KV_GET_RSP\":{\"st\":1,\"several:1\":1}}"),
                            "");
            server.cli().in(lines("help SETEX", ":set pager maybe")).run().is(2, HELP_OF_SETEX, "on, off");
            server.cli()
                    .run("exec", "{\"KV_GET\":[\"several:1\"]}")
                    .is(0, "{\"KV_GET_RSP\":{\"st\":1,\"several:1\":1}}\n", "");
            server.cli().run("exec", "{\"KV_GET\":[]}").is(1, "", "error 26, KeyMissing");
            server.cli()
                    .run("exec", "--require-value", "{\"KV_GET\":[\"nosuch:1\"]}")
                    .is(6, "{\"KV_GET_RSP\":{\"st\":22,\"k\":\"nosuch:1\"}}\n", "missing");
            server.cli().run("shell", "--editing-mode", "ed").is(2, "", "is not one of emacs, vi");
        }
        CliRun.with(Map.of("FUSION_URL", "ws://127.0.0.1:1")).run("shell").is(3, "", "Start a server");
    }

    private static final String HELP_OF_SETEX = lines(
            "SETEX key seconds value",
            "  Stores a string with a time to live in seconds.",
            "  Group: @string, since 2.0.0");

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String program() {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("java.class.path") + "' io.fusioncache.cli.Main";
    }

    /** Runs a script of a shell under a pseudo terminal, with this text typed at it. */
    private static String underTerminal(Path folder, String script, String typed, String url) throws Exception {
        boolean installed =
                new ProcessBuilder("sh", "-c", "command -v script").start().waitFor() == 0;
        assumeTrue(installed, "script is not installed, so there is no pseudo terminal to test with");
        Path file = Files.writeString(folder.resolve("run.sh"), script);
        ProcessBuilder builder =
                new ProcessBuilder("script", "-q", "-e", "-c", "sh " + file, "/dev/null").redirectErrorStream(true);
        builder.environment().put("FUSION_URL", url);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        Process process = builder.start();
        try (OutputStream keys = process.getOutputStream()) {
            keys.write(typed.getBytes(StandardCharsets.UTF_8));
            keys.flush();
            String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), shown);
            return shown;
        }
    }

    @Test
    void editsUnderARealTerminalWithoutAWarning(@TempDir Path folder) throws Exception {
        try (ServerFixture server = new ServerFixture()) {
            String shown = underTerminal(folder, program() + "\n", "PING under\rexit\r", server.url());
            assertTrue(shown.contains("Connected to Fusion"), shown);
            assertTrue(shown.contains("\"under\""), shown);
            assertTrue(shown.contains("\u001b["), shown);
            assertFalse(shown.toLowerCase(Locale.ROOT).contains("warn"), shown);
        }
    }

    @Test
    void writesNoEscapeToARedirectedOutput(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out");
        try (ServerFixture server = new ServerFixture()) {
            String shown = underTerminal(folder, program() + " > " + file + "\n", "PING under\rexit\r", server.url());
            assertTrue(shown.contains("fusion> "), "the prompt goes where somebody looks: " + shown);
        }
        assertEquals("Connected", Files.readString(file).substring(0, 9));
        assertTrue(Files.readString(file).endsWith("\"under\"\n"), Files.readString(file));
        assertFalse(Files.readString(file).contains("\u001b"));
    }
}
