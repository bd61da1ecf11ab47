package io.fusioncache.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.common.command.CommandGroup;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.kv.KvCommandSpec;
import io.fusioncache.common.kv.KvStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the reference pages are those of the code. {@code -Dfusion.docs.update=true} writes them anew. */
class ReferencePagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void textCommands() throws IOException {
        check("commands.md", "commands", commands());
    }

    @Test
    void jsonCommands() throws IOException {
        StringBuilder table = new StringBuilder("| command | body | answer per key |\n| --- | --- | --- |\n");
        for (KvCommandSpec spec : KvCommandSpec.all()) {
            table.append("| `" + spec.name() + "` | `" + spec.body() + "` | " + spec.answer() + " |\n");
        }
        check("kv.md", "commands", table.toString());
    }

    @Test
    void statuses() throws IOException {
        StringBuilder table = new StringBuilder("| st | name |\n| --- | --- |\n");
        for (KvStatus status : KvStatus.values()) {
            table.append("| " + status.code() + " | " + status.title() + " |\n");
        }
        check("kv.md", "statuses", table.toString());
    }

    private static String commands() {
        StringBuilder text = new StringBuilder();
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandSpec> specs = CommandTable.all().stream()
                    .filter(spec -> spec.group() == group)
                    .toList();
            text.append("\n### " + group.title() + "\n\n| command | does |\n| --- | --- |\n");
            for (CommandSpec spec : specs) {
                row(text, spec);
                spec.subcommands().forEach(subcommand -> row(text, subcommand));
            }
        }
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, CommandSpec spec) {
        if (spec.subcommands().isEmpty() || spec.accepts(1)) {
            String usage = spec.subcommands().isEmpty() ? spec.usage() : spec.name();
            text.append("| `" + usage.replace("|", "\\|") + "` | " + spec.summary() + " |\n");
        }
    }

    private static void check(String page, String part, String expected) throws IOException {
        Path file = DOCS.resolve(page);
        String text = Files.readString(file);
        String begin = "<!-- " + part + ": made from the code -->\n";
        String end = "<!-- end of " + part + " -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        String current = text.substring(from, to);
        if (Boolean.getBoolean("fusion.docs.update")) {
            Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
        } else {
            assertEquals(expected, current, "run this test with -Dfusion.docs.update=true");
        }
    }
}
