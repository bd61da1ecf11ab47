package io.fusioncache.cli.shell;

import io.fusioncache.common.command.LineTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text command into words, to the end of its line; quotes and JSON may go over several lines. */
final class WordScan {
    private final String text;
    private final int start;
    private final List<Typed.Word> words = new ArrayList<>();
    private int position;

    WordScan(String text, int start) {
        this.text = text;
        this.start = start;
        this.position = start;
    }

    /** The words, and whether the last one is closed. */
    Typed.Words scan() {
        while (position < text.length() && text.charAt(position) != '\n') {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else {
                Typed.Word json = json();
                words.add(json == null ? word() : json);
            }
        }
        boolean complete = words.stream().allMatch(Typed.Word::closed);
        return new Typed.Words(start, position, List.copyOf(words), complete);
    }

    /** A word that is JSON, or seems to become it; null for any other, such as the pattern {@code [ab]*}. */
    private Typed.@Nullable Word json() {
        char first = text.charAt(position);
        if (words.isEmpty() || (first != '{' && first != '[')) {
            return null;
        }
        JsonScan scan = JsonScan.of(text, position);
        boolean right = scan.tokens().stream().noneMatch(token -> token.kind() == JsonScan.Kind.WRONG);
        boolean ended = scan.end() == text.length() || Character.isWhitespace(text.charAt(scan.end()));
        boolean unfinished = !scan.isClosed() && mayBecomeJson(scan);
        if (!right || !ended || !(scan.isClosed() || unfinished)) {
            return null;
        }
        int from = position;
        position = scan.end();
        return new Typed.Word(from, position, text.substring(from, position), true, scan.isClosed());
    }

    private static boolean mayBecomeJson(JsonScan scan) {
        List<JsonScan.Token> tokens = scan.tokens();
        return tokens.size() > 1
                ? tokens.get(1).kind() == JsonScan.Kind.NAME || tokens.get(1).kind() == JsonScan.Kind.STRUCTURE
                : scan.closers().equals("}");
    }

    private Typed.Word word() {
        int from = position;
        boolean closed = true;
        while (position < text.length() && !Character.isWhitespace(text.charAt(position))) {
            char character = text.charAt(position++);
            if (character == '"' || character == '\'') {
                closed = skipQuoted(character);
            }
        }
        String raw = text.substring(from, position);
        return new Typed.Word(from, position, closed ? value(raw) : unquoted(raw), false, closed);
    }

    private boolean skipQuoted(char quote) {
        while (position < text.length()) {
            char character = text.charAt(position++);
            boolean escapes = quote == '"'
                    ? character == '\\'
                    : character == '\\' && position < text.length() && text.charAt(position) == '\'';
            if (escapes && position < text.length()) {
                position++;
            } else if (character == quote) {
                return true;
            }
        }
        return false;
    }

    private static String unquoted(String raw) {
        return raw.startsWith("\"") || raw.startsWith("'") ? raw.substring(1) : raw;
    }

    /** What the server would make of the word; the word itself where that would refuse it, for it says why best. */
    private static String value(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        byte[] @Nullable [] split = LineTokenizer.split(bytes, 0, bytes.length);
        return split == null || split.length != 1 ? raw : new String(split[0], StandardCharsets.UTF_8);
    }
}
