package io.fusioncache.cli.shell;

import io.fusioncache.common.command.CommandGroup;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.common.fql.QuerySpec;
import io.fusioncache.common.kv.KvCommandSpec;
import io.fusioncache.common.text.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code help} tells, made from the tables that parsing and completion use. */
final class Help {
    private static final String OVERVIEW = """
            Fusion keeps keys with JSON values, typed objects with links, and composites: several keys read as one.
            Tab completes commands, options, queries, classes, members and keys. Enter sends when quotes and brackets
            are closed; Alt-Enter makes a new line; the right arrow takes what is shown dim; Ctrl-R searches what was
            typed. Ctrl-C stops waiting, Ctrl-D leaves.

            Keys:        SET user:1234 {"name":"Ann"}
                         GET user:1234
            Composites:  CONFIG SET fusion.enabled true
                         SET product:42:price 29.99
                         FUSE page:product:42 product:42:price product:42:stock
                         GET_FUSED page:product:42 JSON
            Objects:     {"CREATE_CLASSES":{"City":{"name":"string"},"Person":{"name":"string","city":"City"}}}
                         {"STORE":{"_class":"Person","_objects":[{"name":"Ann","city":{"name":"Paris"}}]}}
                         {"FIND":{"Person":{"city":{"name":"Paris"}}}}

            help COMMAND or help QUERY tells about one; help @GROUP lists a group:
            """;

    private Help() {}

    /** The help without a topic. */
    static String overview() {
        StringBuilder text = new StringBuilder(OVERVIEW);
        for (CommandGroup group : CommandGroup.values()) {
            text.append("  ").append(row("@" + group.title(), names(group)));
        }
        text.append("  ").append(row("@query", "queries in JSON: " + shortened(queryNames())));
        text.append("  ").append(row("@key-value", "the key-value commands in JSON"));
        text.append("  ").append(row("@shell", "what the shell itself understands"));
        return text.toString();
    }

    private static String queryNames() {
        return String.join(
                " ", QuerySpec.all().stream().map(spec -> spec.name().name()).toList());
    }

    private static String names(CommandGroup group) {
        List<String> names = new ArrayList<>();
        for (CommandSpec spec : CommandTable.all()) {
            if (spec.group() == group) {
                names.add(spec.name());
            }
        }
        return shortened(String.join(" ", names));
    }

    private static String shortened(String names) {
        return names.length() > 58 ? names.substring(0, names.lastIndexOf(' ', 55)) + " ..." : names;
    }

    private static String row(String name, String text) {
        return String.format(Locale.ROOT, "%-14s %s%n", name, text);
    }

    /**
     * What is known of a topic.
     *
     * @param topic a command, a query, a word of the shell's, or a group with its {@code @}
     * @return empty when there is none of that name
     */
    static Optional<String> about(String topic) {
        if (topic.startsWith("@")) {
            return group(topic.substring(1).toLowerCase(Locale.ROOT));
        }
        CommandSpec command = CommandTable.find(topic);
        ShellWord own = ShellWord.of(topic);
        QueryName query = QueryName.of(topic.toUpperCase(Locale.ROOT));
        List<String> texts = new ArrayList<>();
        if (command != null) {
            texts.add(command(command));
        }
        if (own != null) {
            texts.add(own.word() + " " + own.syntax() + "\n  " + own.summary() + ".\n");
        }
        if (query != null) {
            texts.add(query(QuerySpec.of(query)));
        }
        KvCommandSpec.find(topic.toUpperCase(Locale.ROOT)).ifPresent(spec -> texts.add(keyValue(spec)));
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
    }

    /** A sentence about a topic that does not exist. */
    static String unknown(String topic) {
        List<String> names = new ArrayList<>();
        CommandTable.all().forEach(spec -> names.add(spec.name()));
        QuerySpec.all().forEach(spec -> names.add(spec.name().name()));
        return "There is no help on " + topic + NearMiss.suggestion(topic, names) + " help alone lists the groups.";
    }

    private static String command(CommandSpec spec) {
        StringBuilder text = new StringBuilder(spec.usage()).append('\n');
        text.append("  ").append(spec.summary()).append(".\n");
        text.append("  Group: @")
                .append(spec.group().title())
                .append(", since ")
                .append(spec.since())
                .append('\n');
        spec.subcommands().forEach(sub -> text.append("  ").append(row(sub.shortName(), sub.summary())));
        return text.toString();
    }

    private static String query(QuerySpec spec) {
        StringBuilder text = new StringBuilder("{\"" + spec.name() + "\":{...}}\n");
        text.append("  ")
                .append(spec.summary())
                .append(".\n  For example: ")
                .append(spec.example())
                .append('\n');
        List<String> attributes = new ArrayList<>(spec.attributes());
        attributes.addAll(List.of("_qid", "_metrics"));
        text.append("  In the body: ").append(String.join(", ", attributes)).append('\n');
        if (!spec.classAttributes().isEmpty()) {
            text.append("  In the class: ")
                    .append(String.join(", ", spec.classAttributes()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String keyValue(KvCommandSpec spec) {
        return "{\"" + spec.name() + "\":" + spec.body() + "}\n  Answers: " + spec.answer() + "\n";
    }

    private static Optional<String> group(String name) {
        StringBuilder text = new StringBuilder();
        switch (name) {
            case "query" ->
                QuerySpec.all().forEach(spec -> text.append(row(spec.name().name(), spec.summary())));
            case "key-value" -> KvCommandSpec.all().forEach(spec -> text.append(row(spec.name(), spec.body())));
            case "shell" -> {
                for (ShellWord own : ShellWord.values()) {
                    text.append(row(own.word(), own.syntax() + (own.syntax().isEmpty() ? "" : "  ") + own.summary()));
                }
            }
            default -> {
                for (CommandSpec spec : CommandTable.all()) {
                    if (spec.group().title().equals(name)) {
                        text.append(row(spec.name(), spec.summary()));
                    }
                }
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
}
