package io.fusioncache.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys into the server and out of it. */
@Timeout(60)
class KeyTransferTest {
    private static final Pattern TTL = Pattern.compile("\"ttl\":([0-9.]+)");

    @TempDir
    private Path folder = Path.of(".");

    private final ServerFixture server = new ServerFixture();

    KeyTransferTest() {
        letNamesBeShort(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void letNamesBeShort(ServerFixture server) {
        server.cli()
                .run("exec", "-e", "CONFIG SET kv.minKeyLength 1\nCONFIG SET fusion.enabled true")
                .is(0, "\"OK\"\n\"OK\"\n", "");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** The lines of a dump without their order, and without how long keys live on. */
    private static Set<String> lines(CliRun dump) {
        return dump.out()
                .lines()
                .map(line -> TTL.matcher(line).replaceAll("\"ttl\":T"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> keys() {
        return lines(server.cli().run("dump", "--kv"));
    }

    @Test
    void givesBackWhatItDumps() throws IOException {
        String script = """
                SET text "two words, 'quoted', ä, \\n"
                SET empty ""
                SET bytes "\\xff\\x00\\x80"
                SET digits 12
                INCR number
                JSON.SET object . '{"b":[1.50,null,"x"], "a":{"_b64":"no"}}'
                JSON.SET like-bytes . '{"_b64":"no bytes"}'
                JSON.SET nothing . null
                JSON.SET lines . "[1,\\n 2]"
                SET short-lived soon PX 100000000
                JSON.SET short-lived-json . true
                PEXPIRE short-lived-json 100000000
                FUSE page text object absent
                """;
        assertEquals(0, server.cli().in(script).run("exec").status());
        CliRun dump = server.cli().run("dump", "--kv");
        assertEquals("Wrote 12 keys\n", dump.err());
        Set<String> expected = new TreeSet<>(Set.of(
                "{\"key\":\"text\",\"value\":\"two words, 'quoted', ä, \\n\"}",
                "{\"key\":\"empty\",\"value\":\"\"}",
                "{\"key\":\"bytes\",\"bytes\":\"/wCA\"}",
                "{\"key\":\"digits\",\"value\":\"12\"}",
                "{\"key\":\"number\",\"value\":1}",
                "{\"key\":\"object\",\"value\":{\"b\":[1.50,null,\"x\"], \"a\":{\"_b64\":\"no\"}}}",
                "{\"key\":\"like-bytes\",\"value\":{\"_b64\":\"no bytes\"}}",
                "{\"key\":\"nothing\",\"value\":null}",
                "{\"key\":\"lines\",\"value\":[1,2]}",
                "{\"key\":\"short-lived\",\"value\":\"soon\",\"ttl\":T}",
                "{\"key\":\"short-lived-json\",\"value\":true,\"ttl\":T}",
                "{\"composite\":\"page\",\"fragments\":[\"text\",\"object\",\"absent\"]}"));
        assertEquals(expected, lines(dump));
        Matcher ttl = TTL.matcher(dump.out());
        while (ttl.find()) {
            double seconds = Double.parseDouble(ttl.group(1));
            assertTrue(seconds > 90_000 && seconds <= 100_000, dump.out());
        }
        try (ServerFixture other = new ServerFixture()) {
            letNamesBeShort(other);
            other.cli().in(dump.out()).run("load", "--kv", "-").is(0, "", "Stored 12 keys in ");
            CliRun again = other.cli().run("dump", "--kv");
            // Compact JSON is what is stored anew.
            assertEquals(lines(dump), lines(new CliRun(again.out().replace("],\"a\"", "], \"a\""), "", 0)));
            assertTrue(TTL.matcher(again.out()).results().count() == 2, again.out());
        }
    }

    @Test
    void dumpsEverythingTheServerHolds() {
        String script = """
                {"CREATE_CLASSES":{"P":{"n":"string"}}}
                SET a 1
                FUSE c a
                {"STORE":{"_class":"P","_objects":[{"n":"x"}]}}
                """;
        assertEquals(0, server.cli().in(script).run("exec").status());
        CliRun dump = server.cli().run("dump");
        assertEquals("Wrote 1 object and 2 keys\n", dump.err());
        try (ServerFixture other = new ServerFixture()) {
            letNamesBeShort(other);
            other.cli().in(dump.out()).run("load", "-").is(0, "", "Stored 1 object and 2 keys in ");
            assertEquals(keys(), lines(other.cli().run("dump", "--kv")));
            other.cli().run("exec", "{\"COUNT\":{}}").is(0, "{\"COUNT_RSP\":{\"P\":{\"_cnt\":1}}}\n", "");
            other.cli()
                    .in(dump.out())
                    .run("load", "--kv", "-")
                    .is(2, "", "<stdin>:1 (record 1): this is a dump of objects");
        }
        server.cli().run("dump", "--kv", "--class", "P").is(2, "", "give --class or --kv");
    }

    @Test
    void loadsPairsAndTablesAndArrays() throws IOException {
        String pairs = file("pairs.json", "{\"a\":1,\"key\":\"k\",\n\"value\":[true]} {\"key\":\"x\",\"other\":2}");
        server.cli().run("load", "--kv", pairs).is(0, "", "Stored 5 keys in ");
        assertEquals(
                Set.of(
                        "{\"key\":\"a\",\"value\":1}",
                        "{\"key\":\"key\",\"value\":\"x\"}",
                        "{\"key\":\"value\",\"value\":[true]}",
                        "{\"key\":\"other\",\"value\":2}"),
                keys());
        server.cli().run("exec", "FLUSHALL");
        String table = file("table.csv", "ttl,key,value\n,a,\"x,\"\"y\"\"\"\n100000.5,b,\n,c,{}\n");
        String array = file("array.json", "[{\"key\":\"d\",\"value\":\"v\",\"ttl\":null},{\"key\":\"e\",\"value\":0}]");
        server.cli().run("load", "--kv", table, array).is(0, "", "Stored 5 keys in ");
        assertEquals(
                Set.of(
                        "{\"key\":\"a\",\"value\":\"x,\\\"y\\\"\"}",
                        "{\"key\":\"b\",\"value\":\"\",\"ttl\":T}",
                        "{\"key\":\"c\",\"value\":\"{}\"}",
                        "{\"key\":\"d\",\"value\":\"v\"}",
                        "{\"key\":\"e\",\"value\":0}"),
                keys());
    }

    @Test
    void namesTheKeyThatIsWrongAndStoresNothingBehindIt() throws IOException {
        assertStoresOnly("{\"key\":\"bb\",\"value\":1,\"ttl\":-1}", "\"ttl\": -1 is no number of seconds above zero");
        assertStoresOnly("{\"key\":\"bb\",\"bytes\":\"?\"}", "\"bytes\" is no base 64");
        assertStoresOnly(
                "{\"key\":\"bb\",\"bytes\":\"\",\"fragments\":1}", "\"fragments\" is not expected beside \"key\"");
        assertStoresOnly("{\"composite\":\"bb\",\"fragments\":[]}", "\"fragments\" is no list of keys");
        assertStoresOnly("{\"key\":\"\",\"value\":1}", "the key is empty");
        assertStoresOnly("7", "this is neither a record nor an object of pairs");
        // What the server refuses, it refuses with all that was sent behind it.
        String longKey = "k".repeat(70_000);
        CliRun refused = server.cli()
                .in("{\"key\":\"a\",\"value\":1}\n{\"key\":\"" + longKey
                        + "\",\"value\":1}\n{\"key\":\"z\",\"value\":1}\n")
                .run("load", "--kv", "-");
        refused.is(1, "", "<stdin>:2 (record 2): ERR key has ");
        assertTrue(refused.err().endsWith("\nstored before the end: <stdin> records 1 to 1\n"), refused.err());
        assertEquals(Set.of("{\"key\":\"a\",\"value\":1}"), keys());
        server.cli()
                .in("a,b\n1,2\n")
                .run("load", "--kv", "-")
                .is(2, "", "<stdin>:2 (record 1): \"a\" is not expected beside \"key\"");
        server.cli().in("{\"a\":1,}").run("load", "--kv", "-").is(2, "", "<stdin>:1:8: ");
        server.cli().run("load", "--kv", "--class", "P", "-").is(2, "", "--class is about objects and --kv about keys");
        server.cli().in("{\"key\":\"a\",\"value\":1}").run("load", "-").is(2, "", "--class or --kv is missing");
    }

    private void assertStoresOnly(String wrong, String message) throws IOException {
        server.cli().run("exec", "FLUSHALL");
        String good = "{\"key\":\"a\",\"value\":1}\n\n";
        String name = file("keys.ndjson", good + wrong + "\n" + good.replace("\"a\"", "\"z\""));
        CliRun run = server.cli().run("load", "--kv", name);
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains("keys.ndjson:3 (record "), run.err());
        assertTrue(run.err().contains("): " + message + "\nstored before the end: "), run.err());
        assertEquals(Set.of("{\"key\":\"a\",\"value\":1}"), keys());
    }

    @Test
    void loadsAndDumpsMany() {
        String pairs = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"key:" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        CliRun run = server.cli().onTerminal().in(pairs).run("load", "--kv", "-");
        run.is(0, "", "Stored 20000 keys in ");
        assertEquals(
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "{\"key\":\"key:" + i + "\",\"value\":" + i + "}")
                        .collect(Collectors.toCollection(TreeSet::new)),
                keys());
    }
}
