package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table and the commands are the same set, and every command holds to its arity. */
class CommandCatalogTest {
    private static Stream<CommandSpec> withSubcommands(CommandSpec spec) {
        return Stream.concat(Stream.of(spec), spec.subcommands().stream());
    }

    private static Stream<Command> withSubcommands(Command command) {
        return Stream.concat(Stream.of(command), command.subcommands().stream());
    }

    @Test
    void everyCommandOfTheTableIsThereOnce() {
        List<String> table = CommandTable.all().stream()
                .flatMap(CommandCatalogTest::withSubcommands)
                .map(CommandSpec::name)
                .toList();
        List<String> commands = CommandCatalog.all().stream()
                .flatMap(CommandCatalogTest::withSubcommands)
                .map(command -> command.spec().name())
                .toList();
        assertEquals(new TreeSet<>(table), new TreeSet<>(commands));
        assertEquals(table.size(), commands.size());
    }

    @Test
    void aWrongNumberOfWordsIsAnErrorThatNamesTheCommand() {
        TestServer server = new TestServer();
        CommandTable.all().stream().flatMap(CommandCatalogTest::withSubcommands).forEach(spec -> {
            if (spec.arity() > 0) {
                assertEquals(
                        "ERR wrong number of arguments for '" + spec.fullName() + "' command",
                        server.ask(spec.name() + " argument".repeat(spec.arity() + 1)));
            }
            if (Math.abs(spec.arity()) > 1 && !spec.name().contains(" ")) {
                assertEquals(
                        "ERR wrong number of arguments for '" + spec.fullName() + "' command", server.ask(spec.name()));
            }
        });
    }

    @Test
    void namesAreFoundInAnyCase() {
        TestServer server = new TestServer();
        for (CommandSpec spec : CommandTable.all()) {
            byte[] lower = spec.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            assertFalse(server.dispatcher.find(new String(lower, StandardCharsets.US_ASCII)) == null, spec.name());
        }
    }

    @Test
    void whatTakesLongIsKnownBefore() {
        TestServer server = new TestServer();
        assertTrue(slow(server, "KEYS *"));
        assertTrue(slow(server, "FLUSHALL"));
        assertTrue(slow(server, "SCAN 0 MATCH x COUNT 100000"));
        assertTrue(slow(server, "FQL {}"));
        assertTrue(slow(server, "DEL" + " key:name".repeat(2_000)));
        assertFalse(slow(server, "SCAN 0 COUNT 100"));
        assertFalse(slow(server, "GET some-key"));
        assertFalse(slow(server, "NONSENSE" + " key:name".repeat(1_500)));
        assertTrue(slow(server, "PING\n".repeat(4_000)));
        byte[][] longCommand = {"SET".getBytes(StandardCharsets.US_ASCII), new byte[10], new byte[20_000]};
        assertTrue(server.dispatcher.isSlow(longCommand, false));
    }

    private static boolean slow(TestServer server, String line) {
        return server.text.isSlow(TestServer.message(line));
    }
}
