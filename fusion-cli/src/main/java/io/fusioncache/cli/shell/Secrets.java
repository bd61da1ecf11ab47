package io.fusioncache.cli.shell;

import io.fusioncache.cli.json.JsonTree;
import java.util.List;
import java.util.Locale;

/** Decides what must not be kept in the history: by what the text means, not by how it looks. */
final class Secrets {
    private Secrets() {}

    /** True when the text logs in, or holds a password in another way, as words or as JSON. O(length). */
    static boolean isIn(String text) {
        return Typed.all(text).stream().anyMatch(typed -> isIn(text, typed));
    }

    private static boolean isIn(String text, Typed typed) {
        return switch (typed) {
            case Typed.Words words -> isSecret(words);
            case Typed.Json json -> isSecretJson(text, json.start());
            case Typed.Comment comment -> false;
        };
    }

    private static boolean isSecret(Typed.Words command) {
        List<String> words = command.values();
        boolean watch = words.size() > 2 && words.getFirst().equalsIgnoreCase(ShellWord.WATCH.word());
        return !words.isEmpty() && isSecret(watch ? words.subList(2, words.size()) : words);
    }

    private static boolean isSecret(List<String> words) {
        List<String> arguments = words.subList(1, words.size());
        boolean named = switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "AUTH" -> true;
            case "HELLO" -> arguments.stream().anyMatch(word -> word.equalsIgnoreCase("AUTH"));
            case "CONFIG" -> arguments.stream().anyMatch(Secrets::isSecretName);
            case ":CONNECT" -> arguments.stream().anyMatch(word -> word.contains("@"));
            default -> false;
        };
        return named
                || words.stream()
                        .filter(word -> word.startsWith("{") || word.startsWith("["))
                        .anyMatch(word -> isSecretJson(word, 0));
    }

    private static boolean isSecretJson(String text, int start) {
        return JsonScan.of(text, start).tokens().stream()
                .filter(token -> token.kind() == JsonScan.Kind.NAME)
                .map(token -> decoded(text.substring(token.start(), token.end())))
                .anyMatch(name ->
                        name.equalsIgnoreCase("AUTH") || name.equalsIgnoreCase("KV_AUTH") || isSecretName(name));
    }

    private static String decoded(String name) {
        return JsonTree.parse(name) instanceof JsonTree.Text text ? text.value() : name;
    }

    /** A setting or member that holds a password, such as {@code requirepass}; a key of the user's is none. */
    private static boolean isSecretName(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.endsWith("password") || small.endsWith("requirepass") || small.endsWith("masterauth");
    }
}
