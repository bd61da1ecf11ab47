package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecTest {
    private static final String CREATE = "{\"CREATE_CLASSES\":{\"P\":{\"n\":\"string\",\"a\":\"int\"}}}";
    private static final String STORE = "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"n\":\"x\",\"a\":1}]}}";
    private static final String STORE_BAD = "{\"STORE\":{\"_class\":\"P\",\"_objects\":[{\"a\":1.5}]}}";
    private static final String COUNT = "{\"COUNT\":{}}";

    private ServerFixture server = new ServerFixture();

    @BeforeEach
    void createClass() {
        server.cli().run("exec", CREATE).is(0, "{\"CREATE_CLASSES_RSP\":{\"P\":{}}}\n", "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String counted(int count) {
        return "{\"COUNT_RSP\":{\"P\":{\"_cnt\":" + count + "}}}\n";
    }

    @Test
    void takesAQueryAsOneWord() {
        server.cli().run("exec", COUNT).is(0, counted(0), "");
        server.cli().run("exec", COUNT, COUNT).is(2, "", "a query is one argument");
        server.cli().run("exec", COUNT + COUNT).is(2, "", "more than one query");
    }

    @Test
    void sendsWordsAsTheyAre() {
        server.cli()
                .run("exec", "NOSUCH", "--url", "-x", "@file", "two words")
                .is(1, "", "command:1:1: ERR unknown command");
        server.cli().in("\u00ff\n").run("exec", "-x", "NOSUCH").is(1, "", "ERR unknown command");
    }

    @Test
    void runsAScriptFromEverySource(@TempDir Path folder) throws IOException {
        String script = "# two queries\n\n{\"COUNT\":\n {}}  {\"COUNT\":{\"_qid\":\"mine\"}}\r\n";
        String expected = counted(0) + "{\"_qid\":\"mine\",\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}\n";
        Path file = Files.writeString(folder.resolve("a.fql"), script);
        server.cli().in(script).run("exec").is(0, expected, "");
        server.cli().run("exec", "-f", file.toString()).is(0, expected, "");
        server.cli().in(script).run("exec", "-f", "-").is(0, expected, "");
        server.cli().run("exec", "-e", script, "-e", "").is(0, expected, "");
        server.cli().run("exec", "-e", COUNT, "-f", "x").is(2, "", "not several of them");
        server.cli().run("exec", "-f", folder.resolve("none").toString()).is(2, "", "can't read");
    }

    @Test
    void doesNothingWithNothing() {
        CliRun.with(Map.of("FUSION_URL", "ws://127.0.0.1:1"))
                .run("exec", "-e", "")
                .is(0, "", "");
        CliRun.with(Map.of()).run("exec").is(0, "", "");
        CliRun.with(Map.of()).onTerminal().run("exec").is(2, "", "nothing to run");
    }

    @Test
    void answersWhileAProducerIsSlow() throws Exception {
        try (PipedOutputStream producer = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(producer)) {
            CompletableFuture<CliRun> run =
                    CompletableFuture.supplyAsync(() -> server.cli().in(in).run("exec"));
            producer.write((STORE + "\n").getBytes(StandardCharsets.UTF_8));
            producer.flush();
            String count = "";
            while (!count.equals(counted(1))) {
                count = server.cli().run("exec", COUNT).out();
            }
            producer.write(COUNT.getBytes(StandardCharsets.UTF_8));
            producer.close();
            CliRun ended = run.get(20, TimeUnit.SECONDS);
            assertEquals(0, ended.status());
            assertTrue(ended.out().endsWith(counted(1)), ended.out());
        }
    }

    @Test
    void keepsTheOrderOfManyRequests() {
        StringBuilder script = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            script.append("{\"COUNT\":{\"_qid\":\"").append(i).append("\"}}\n");
            expected.append("{\"_qid\":\"").append(i).append("\",\"COUNT_RSP\":{\"P\":{\"_cnt\":0}}}\n");
        }
        server.cli().in(script.toString()).run("exec").is(0, expected.toString(), "");
    }

    @Test
    void doesNothingBehindTheFirstFailure() {
        String script = COUNT + "\n  " + STORE_BAD + "\n" + STORE;
        server.cli().in(script).run("exec").is(1, counted(0), "<stdin>:2:3: error 1102");
        server.cli().run("exec", COUNT).is(0, counted(0), "");
    }

    /** Answers in order, and at the speed of the network: a round trip each would take ten times the limit. */
    @Test
    void sendsManyCommandsAhead() {
        int count = 20_000;
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            expected.append(i).append('\n');
        }
        server.cli().in("INCR counter\n".repeat(count)).run("exec").is(0, expected.toString(), "");
    }

    @Test
    void doesNothingBehindACommandThatFails() {
        int before = 3000;
        String script = "INCR counter\n".repeat(before) + "INCR\n" + "INCR counter\n".repeat(3000) + STORE;
        CliRun run = server.cli().in(script).run("exec");
        assertEquals(1, run.status());
        assertEquals("fusion-cli: <stdin>:3001:1: ERR wrong number of arguments for 'incr' command\n", run.err());
        assertTrue(run.out().endsWith("\n" + before + "\n"), run.out());
        server.cli().run("exec", "GET", "counter").is(0, before + "\n", "");
        server.cli().run("exec", COUNT).is(0, counted(0), "");
    }

    @Test
    void doesNothingBehindAFailureOfAnotherKind() {
        String tooLong = "SET long:key " + "x".repeat((1 << 20) + 1) + "\n";
        String failingQuery = "FQL '" + STORE_BAD + "'\n";
        for (String failing : List.of(tooLong, failingQuery, STORE_BAD + "\n", "\"INCR\"\n", "CLIENT NOSUCH\n")) {
            String script = "DEL counter\nINCR counter\n" + failing + "INCR counter\nINCR counter\n";
            assertEquals(
                    1, server.cli().in(script).run("exec").status(), failing.length() > 100 ? "too long" : failing);
            server.cli().run("exec", "GET", "counter").is(0, "1\n", "");
        }
    }

    @Test
    void keepsItsGuardBehindCommandsThatTakeItAway() {
        String script = """
                SET counter 1
                INCR counter
                RESET
                INCR counter
                CLIENT STOP-ON-ERROR OFF
                INCR counter
                INCR
                INCR counter
                """;
        server.cli()
                .in(script)
                .run("exec")
                .is(1, "\"OK\"\n2\n\"RESET\"\n3\n\"OK\"\n4\n", "<stdin>:7:1: ERR wrong number");
        server.cli().run("exec", "GET", "counter").is(0, "4\n", "");
    }

    @Test
    void doesNothingBehindAValueThatIsRequiredAndMissing() {
        String script = "SET counter 1\nINCR counter\nGET nothing\nINCR counter\n";
        server.cli()
                .in(script)
                .run("exec", "--require-value")
                .is(6, "\"OK\"\n2\nnull\n", "<stdin>:3:1: the value is missing");
        server.cli().run("exec", "GET", "counter").is(0, "2\n", "");
    }

    @Test
    void pointsToTheCommandThatWatches() {
        server.cli().run("exec", "monitor").is(2, "", "run fusion-cli monitor");
    }

    @Test
    void goesOnWhenTold() {
        String script = STORE_BAD + "\n" + COUNT + "\nNOSUCH\n" + COUNT;
        CliRun run = server.cli().in(script).run("exec", "--keep-going");
        run.is(1, counted(0) + counted(0), "<stdin>:1:1: error 1102");
        assertTrue(run.err().contains("<stdin>:3:1: ERR unknown command"), run.err());
    }

    @Test
    void tellsTheOutcomeOfWritesThatWantNoAnswer() {
        String silent = STORE.replace("\"_class\"", "\"_rsp\":\"none\",\"_class\"");
        String onError = STORE.replace("\"_class\"", "\"_rsp\":\"error\",\"_class\"");
        String failing = STORE_BAD.replace("\"_class\"", "\"_rsp\":\"error\",\"_class\"");
        server.cli().in(silent + onError + COUNT).run("exec").is(0, counted(2), "");
        server.cli().in(onError + failing + onError).run("exec").is(1, "", "error 1102");
        server.cli().run("exec", COUNT).is(0, counted(3), "");
    }

    @Test
    void showsWhereAScriptIsWrong() {
        String line = "{\"COUNT\":{}} {\"COUNT\":{\"a\":1,}}";
        CliRun run = server.cli().in("\n" + line).run("exec");
        run.is(2, counted(0), "<stdin>:2:30: ");
        assertTrue(run.err().endsWith("\n" + line + "\n" + " ".repeat(29) + "^\n"), run.err());
        server.cli()
                .in("SET a \"b")
                .run("exec")
                .is(2, "", "<stdin>:1:7: the quote is not closed\nSET a \"b\n      ^\n");
        server.cli().in(COUNT + " PING").run("exec").is(2, counted(0), "unexpected text after the query");
        server.cli().in("{\"COUNT\":\n{").run("exec").is(2, "", "<stdin>:1:1: the query is not closed");
    }

    @Test
    void tellsThatAValueIsMissing() {
        String find = "{\"FIND\":{\"P\":{\"a\":7}}}";
        server.cli().run("exec", find).is(0, "{\"FIND_RSP\":[]}\n", "");
        server.cli().run("exec", "--require-value", find).is(6, "{\"FIND_RSP\":[]}\n", "the value is missing");
        String get = "{\"GET\":{\"P\":{\"_oids\":[\"9f0d0000-0000-4000-8000-000000000000\"]}}}";
        assertEquals(6, server.cli().run("exec", "--require-value", get).status());
    }

    @Test
    void repeats() {
        CliRun.Setup setup = server.cli();
        setup.run("exec", "-r", "3", "-i", "0.25", COUNT).is(0, counted(0).repeat(3), "");
        assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(250)), setup.pauses);
        server.cli().in(COUNT).run("exec", "-r", "2").is(2, "", "can't repeat standard input");
        server.cli().run("exec", "-r", "x", COUNT).is(2, "", "-r");
    }

    @Test
    void tellsTimingOnStandardError() {
        CliRun run = server.cli().run("exec", "--timing", COUNT);
        run.is(0, counted(0), " ms");
        assertTrue(run.err().matches("query:1:1: [0-9.]+ ms\n"), run.err());
    }

    @Test
    void coloursByTheRules() {
        server.cli().run("exec", STORE);
        String nil = "{\"COUNT\":{}}";
        assertTrue(server.cli().onTerminal().run("exec", nil).out().contains("\u001b["));
        assertEquals(
                plain(),
                server.cli()
                        .onTerminal()
                        .variable("NO_COLOR", "1")
                        .run("exec", nil)
                        .out());
        assertEquals(
                plain(),
                server.cli()
                        .onTerminal()
                        .variable("TERM", "dumb")
                        .run("exec", nil)
                        .out());
        assertEquals(
                plain(),
                server.cli().onTerminal().run("exec", "--color", "never", nil).out());
        assertTrue(server.cli()
                .variable("CLICOLOR_FORCE", "1")
                .run("exec", "-o", "pretty", nil)
                .out()
                .contains("\u001b["));
        assertTrue(server.cli()
                .variable("NO_COLOR", "1")
                .run("exec", "-o", "pretty", "--color", "always", nil)
                .out()
                .contains("\u001b["));
        assertEquals(
                counted(1),
                server.cli().variable("CLICOLOR_FORCE", "1").run("exec", nil).out());
    }

    private static String plain() {
        return "{\n  \"COUNT_RSP\": {\n    \"P\": {\n      \"_cnt\": 1\n    }\n  }\n}\n";
    }

    @Test
    void saysWhatWasTriedWhenNobodyListens() {
        server.cli()
                .run("--url", "ws://127.0.0.1:1", "exec", COUNT)
                .is(3, "", "can't connect to ws://127.0.0.1:1/: Connection refused\nStart a server with fusion-server");
    }

    @Test
    void needsALogInToSucceed(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("pw"), "secret\n");
        server.cli()
                .run("exec", "--user", "me", "--password-file", password.toString(), COUNT)
                .is(4, "", "logging in failed: WRONGPASS");
        server.cli().run("exec", "--user", "me", COUNT).is(2, "", "needs a password");
        server.cli().variable("FUSION_PASSWORD", "x").run("exec", COUNT).is(4, "", "logging in failed");
    }

    @Test
    void refusesWrongUsage() {
        server.cli().run("exec", "--nosuch").is(2, "", "--nosuch");
        server.cli().run("exec", "-o", "xml", COUNT).is(2, "", "-o: \"xml\" is not one of");
        server.cli().run("exec", "--timeout", "0", COUNT).is(2, "", "--timeout");
        server.cli().run("nosuch").is(2, "", "there is no command \"nosuch\"\nTry: fusion-cli --help");
        server.cli().run("exce", "PING").is(2, "", "there is no command \"exce\"; did you mean exec?");
        server.cli().run("get", "x").is(2, "", "GET is the server's: fusion-cli exec GET key");
        server.cli().run("load", "--clas", "x").is(2, "", "there is no option --clas; did you mean --class?");
        server.cli().run("stat", "x").is(2, "", "\"x\" is one argument too many");
        server.cli().run("exec", "-r").is(2, "", "-r");
        server.cli().in("{\"COUNT\":{}}").run().is(0, counted(0), "");
        server.cli().run("exec", "--url", "http://x", COUNT).is(2, "", "neither ws:// nor wss://");
    }

    @Test
    void helps() {
        assertTrue(server.cli().run("help").out().contains("Exit statuses:"));
        assertTrue(server.cli().run("help", "exec").out().contains("--require-value"));
        assertTrue(server.cli().run("load", "--help").out().contains("--link"));
        assertEquals(0, server.cli().run("--version").status());
        server.cli().run("help", "nosuch").is(2, "", "there is no command");
        server.cli().run("help", "loda").is(2, "", "did you mean load?");
        server.cli().run("help", "setnx").is(0, "SETNX key value\n    Stores a string unless the key exists.\n", "");
    }

    @Test
    void tellsADefectOfItsOwn() {
        CliRun quiet = server.cli().withBrokenClock().run("exec", COUNT);
        quiet.is(
                70,
                "",
                "this is a defect of fusion-cli: java.lang.IllegalStateException: broken clock; --debug shows more");
        assertFalse(quiet.err().contains("\tat "), quiet.err());
        assertTrue(server.cli()
                .withBrokenClock()
                .run("exec", "--debug", COUNT)
                .err()
                .contains("\tat "));
    }
}
