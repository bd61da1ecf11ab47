package io.fusioncache.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.cli.ServerFixture;
import io.fusioncache.cli.console.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a person has it: keys go in on one side, a screen comes out on the other. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellTerminalTest {
    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";
    private static final String CONTROL_R = "\u0012";
    private static final String RIGHT = "\u001bOC";
    private static final String PROMPT = "fusion> ";

    private final ServerFixture server = new ServerFixture();

    @BeforeAll
    void fill() {
        assertEquals(
                0,
                server.cli()
                        .run(
                                "exec",
                                "-e",
                                "{\"CREATE_CLASSES\":{\"City\":{\"name\":\"string\"},"
                                        + "\"Person\":{\"name\":\"string\",\"city\":\"City\"}}}",
                                "-e",
                                "{\"STORE\":{\"_class\":\"Person\",\"_objects\":[{\"name\":\"Ann\",\"city\":"
                                        + "{\"name\":\"Paris\"}}]}}",
                                "-e",
                                "SET live:key:1 found")
                        .status());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TerminalRig shell() throws Exception {
        return shell(Map.of(), false);
    }

    private TerminalRig shell(Map<String, String> variables, boolean vi) throws Exception {
        TerminalRig rig = new TerminalRig(server.url(), variables, vi);
        return rig.await("Connected to Fusion").await(PROMPT);
    }

    @Test
    void endsWithControlDOnAnEmptyLineOnly() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("PING" + CONTROL_D + "\r").await("PONG").await(PROMPT);
            rig.type(CONTROL_D);
            assertEquals(ExitStatus.SUCCESS, rig.status());
        }
    }

    @Test
    void clearsTheLineWithControlC() throws Exception {
        try (TerminalRig rig = shell()) {
            // Shown first: a terminal drops what was typed ahead of Ctrl-C, the rig does not.
            rig.type("SET never:set x").await("x [NX").type(CONTROL_C).await(PROMPT);
            rig.type("EXISTS never:set\r").await("(integer) 0");
            rig.type("exit\r");
            assertEquals(ExitStatus.SUCCESS, rig.status());
        }
    }

    @Test
    void goesOnUntilBracketsAndQuotesClose() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("{\"COUNT\":\r").await("   ...> ");
            rig.type("{\"City\":{}}}\r").await("\"_cnt\": 1");
            rig.type("SET two:lines \"a\r").await("   ...> ");
            rig.type("b\"\r").await("OK");
            rig.type("STRLEN two:lines\r").await("(integer) 3");
            rig.type("PING one\u001b\rPING two\r").await("\"one\"").await("\"two\"");
        }
    }

    @Test
    void completesByTab() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("GETD\t").await("GETDEL");
            rig.type(CONTROL_C).await(PROMPT);
            rig.type("STRL\tlive:\t\r").await("(integer) 5").await(PROMPT);
            rig.type("EXPIRE live:key:1 10 \t").await("GT");
            rig.type(CONTROL_C).await(PROMPT);
            rig.type("{\"FIN\t\"P\t\"c\t\"\t").await("name").await("string");
            rig.type("name\":\"Paris\"").type(RIGHT).type("\r").await("\"name\": \"Ann\"");
        }
    }

    @Test
    void findsWhatWasTypedBefore() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("PING first\r").await("\"first\"").await(PROMPT);
            rig.type("DBSIZE\r").await("(integer)").await(PROMPT);
            rig.type(CONTROL_R + "fir").await("bck-i-search").type("\r").await("\"first\"");
            rig.await(PROMPT).type("PING f").type(RIGHT).type("\r").await("\"first\"");
        }
    }

    @Test
    void takesExclamationMarksAndBackslashesAsData() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("PING earlier\r").await("\"earlier\"").await(PROMPT);
            rig.type("SET bang:key 'a!!b\\nc!P'\r").await("OK").await(PROMPT);
            rig.type("GET bang:key\r").await("\"a!!b\\\\nc!P\"");
        }
    }

    @Test
    void coloursWhatIsTyped() throws Exception {
        try (TerminalRig rig = shell(Map.of("TERM", "xterm"), false)) {
            rig.type("NOSUCH\r").await("Did you mean").await(PROMPT);
            assertTrue(rig.raw().contains("\u001b["), rig.raw());
        }
        try (TerminalRig rig = shell(Map.of("NO_COLOR", "1"), false)) {
            rig.type("NOSUCH\r").await("unknown command").await(PROMPT);
            assertFalse(rig.raw().contains("\u001b[31m"), rig.raw());
        }
    }

    @Test
    void understandsTheKeysOfVi() throws Exception {
        try (TerminalRig rig = shell(Map.of(), true)) {
            rig.type("PING vix").type("\u001b").type("x").type("i").type("\r").await("\"vi\"");
        }
    }

    @Test
    void keepsSecretsOutOfTheHistory(@TempDir Path folder) throws Exception {
        Map<String, String> variables =
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString());
        try (TerminalRig rig = shell(variables, false)) {
            rig.type("PING kept\r").await("\"kept\"").await(PROMPT);
            rig.type("PING kept\r").await("\"kept\"").await(PROMPT);
            rig.type("AUTH hunter2\r").await("ERR").await(PROMPT);
            rig.type("{\"AUTH\":\"hunter2\"}\r").await("error").await(PROMPT);
            rig.type("exit\r");
            rig.status();
        }
        Path file = folder.resolve("state/fusion/history");
        assertEquals(List.of("PING kept", "exit"), Files.readAllLines(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        try (TerminalRig rig = shell(variables, false)) {
            rig.type("PING k").type(RIGHT).type("\r").await("\"kept\"");
        }
    }

    @Test
    void leavesMonitorWithControlC() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("MONITOR\r").await("Ctrl-C ends.");
            server.cli().run("exec", "PING", "watched");
            rig.await("\"PING\" \"watched\"").type(CONTROL_C).await(PROMPT);
            rig.type("PING again\r").await("\"again\"");
        }
    }

    @Test
    void marksWhatChangedWhileItWatches() throws Exception {
        try (TerminalRig rig = shell()) {
            rig.type("SET watched:key before\r").await("OK").await(PROMPT);
            rig.type(":watch 0.02 GET watched:key\r")
                    .await("Every 0.02 s: GET watched:key")
                    .await("  \"before\"");
            server.cli().run("exec", "SET", "watched:key", "after");
            rig.await("> \"after\"").await("  \"after\"").type(CONTROL_C).await(PROMPT);
            rig.type("PING again\r").await("\"again\"");
        }
    }

    @Test
    void pagesWhatIsLongerThanTheScreen(@TempDir Path folder) throws Exception {
        Path paged = folder.resolve("paged");
        try (TerminalRig rig = shell(Map.of("FUSION_PAGER", "cat > " + paged), false)) {
            rig.type("{\"ERRORS\":{}}\r").await(PROMPT);
            rig.type(":set pager off\r").await(PROMPT);
            rig.type("{\"COUNT\":{\"City\":{}}}\r").await("\"_cnt\": 1").await(PROMPT);
        }
        assertTrue(Files.readString(paged).contains("Class does not exist"));
    }

    @Test
    void connectsAgainWhenTheConnectionWasLost() throws Exception {
        ServerFixture first = new ServerFixture();
        String url = first.url();
        try (TerminalRig rig = new TerminalRig(url, Map.of(), false)) {
            rig.await("Connected to Fusion").await(PROMPT);
            first.close();
            rig.type("PING\r").await("fusion(disconnected)> ");
            ServerFixture second = new ServerFixture(Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
            try {
                rig.type("PING back\r")
                        .await("Connected again")
                        .await("\"back\"")
                        .await(PROMPT);
            } finally {
                second.close();
            }
        }
    }

    @Test
    void stopsWaitingForAServerThatIsSilentAndTellsWhenItDies() throws Exception {
        try (SilentServer silent = new SilentServer();
                TerminalRig rig = new TerminalRig(silent.url(), Map.of(), false)) {
            rig.await("Waiting for the answer, 1 s")
                    .type(CONTROL_C)
                    .await("Stopped waiting")
                    .await(PROMPT);
        }
        try (SilentServer silent = new SilentServer();
                TerminalRig rig = new TerminalRig(silent.url(), Map.of(), false)) {
            rig.await("Waiting for the answer, 1 s");
            silent.close();
            rig.await("outcome unknown").await("fusion(disconnected)> ");
        }
    }
}
