package io.fusioncache.cli.shell;

import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.text.NearMiss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a server's error more useful to who typed the text: a caret below the fault, the nearest name, the usage. */
final class Faults {
    private Faults() {}

    /**
     * What is added to the message.
     *
     * @param text what was typed, of which {@code typed} is a part
     * @param message the server's error
     * @param answer the whole answer
     */
    static String about(String text, Typed typed, String message, String answer) {
        return switch (typed) {
            case Typed.Words words -> aboutWords(text, words, message);
            case Typed.Json json -> aboutJson(text, json, answer);
            case Typed.Comment comment -> "";
        };
    }

    private static String aboutWords(String text, Typed.Words words, String message) {
        String name = words.values().getFirst();
        if (message.startsWith("ERR unknown command")) {
            List<String> known = new ArrayList<>(
                    CommandTable.all().stream().map(CommandSpec::name).toList());
            for (ShellWord own : ShellWord.values()) {
                known.add(own.word());
            }
            return caret(text, words.start())
                    + NearMiss.of(name, known)
                            .map(near -> "\nDid you mean " + near + "?")
                            .orElse("\nType help for the commands, or begin a word and press Tab.");
        }
        CommandSpec spec = spec(words.values());
        boolean usage = message.contains("wrong number of arguments") || message.contains("syntax error");
        return usage && spec != null ? "\nUsage: " + spec.usage() : "";
    }

    private static @Nullable CommandSpec spec(List<String> words) {
        CommandSpec spec = CommandTable.find(words.getFirst());
        CommandSpec inner = spec == null || spec.subcommands().isEmpty() || words.size() < 2
                ? null
                : CommandTable.find(words.getFirst() + " " + words.get(1));
        return inner == null ? spec : inner;
    }

    private static String aboutJson(String text, Typed.Json json, String answer) {
        String about = about(JsonTree.parse(answer));
        String last = about.substring(Math.max(about.lastIndexOf('.'), about.lastIndexOf('/')) + 1);
        for (JsonScan.Token token : JsonScan.of(text, json.start()).tokens()) {
            String content = text.substring(token.start(), token.end()).replace("\"", "");
            if (!about.isEmpty() && (content.equals(about) || content.equals(last))) {
                return caret(text, token.start());
            }
        }
        return "";
    }

    /** What an error answer says that it is about; empty when it does not. */
    private static String about(@Nullable JsonTree answer) {
        if (answer instanceof JsonTree.Members members) {
            for (JsonTree value : members.values().values()) {
                if (value instanceof JsonTree.Members body
                        && body.values().get("_err") instanceof JsonTree.Members error
                        && error.values().get("_a") instanceof JsonTree.Text about) {
                    return about.value();
                }
            }
        }
        return "";
    }

    /** The line that holds the place, and a caret below it. */
    static String caret(String text, int place) {
        int begin = text.lastIndexOf('\n', Math.max(0, place - 1)) + 1;
        int end = text.indexOf('\n', place);
        String line = text.substring(begin, end < 0 ? text.length() : end);
        return "\n" + line + "\n" + " ".repeat(place - begin) + "^";
    }
}
