package io.fusioncache.cli.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * JSON that is being typed: cut into tokens as far as it goes, whether it is complete, unfinished or wrong. O(length).
 */
final class JsonScan {
    /** What a token is. */
    enum Kind {
        /** A member's name. */
        NAME,
        STRING,
        NUMBER,
        /** {@code true}, {@code false}, {@code null}. */
        WORD,
        /** A bracket, colon or comma. */
        STRUCTURE,
        /** What can't stand in JSON, or a bracket that closes nothing. */
        WRONG
    }

    /**
     * A token.
     *
     * @param start of its first character in the whole text
     * @param end behind its last character
     * @param closed false for a string without its closing quote
     */
    record Token(Kind kind, int start, int end, boolean closed) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int position;
    private boolean expectsName;

    private JsonScan(String text, int start) {
        this.text = text;
        this.position = start;
    }

    /** Scans the value that begins with the bracket at {@code start}, to where it closes or to the end of the text. */
    static JsonScan of(String text, int start) {
        JsonScan scan = new JsonScan(text, start);
        do {
            scan.next();
        } while (scan.position < text.length() && !scan.open.isEmpty());
        return scan;
    }

    /** The tokens in their order. */
    List<Token> tokens() {
        return tokens;
    }

    /** Brackets that are not closed, the innermost first. */
    Deque<Token> open() {
        return open;
    }

    /** True when the outermost bracket is closed. */
    boolean isClosed() {
        return open.isEmpty();
    }

    /** Behind the last character that was scanned. */
    int end() {
        return position;
    }

    /** What would close every open bracket: {@code }]}}. */
    String closers() {
        StringBuilder closers = new StringBuilder();
        for (Token bracket : open) {
            closers.append(text.charAt(bracket.start()) == '{' ? '}' : ']');
        }
        return closers.toString();
    }

    private void next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return;
        }
        switch (text.charAt(position)) {
            case '{', '[' -> bracket();
            case '}', ']' -> close();
            case '"' -> string();
            case ':' -> structure(false);
            case ',' -> structure(isInObject());
            default -> word();
        }
    }

    private void bracket() {
        open.push(structure(text.charAt(position) == '{'));
    }

    private Token structure(boolean nameFollows) {
        expectsName = nameFollows;
        return add(Kind.STRUCTURE, position + 1, true);
    }

    private void close() {
        Token opening = open.peek();
        boolean fits = opening != null && text.charAt(opening.start()) == (text.charAt(position) == '}' ? '{' : '[');
        if (fits) {
            open.pop();
        }
        expectsName = false;
        add(fits ? Kind.STRUCTURE : Kind.WRONG, position + 1, true);
    }

    private void string() {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        boolean closed = end < text.length();
        add(expectsName ? Kind.NAME : Kind.STRING, Math.min(text.length(), end + 1), closed);
    }

    private void word() {
        int end = position + 1;
        while (end < text.length() && "{}[]\":,".indexOf(text.charAt(end)) < 0 && text.charAt(end) > ' ') {
            end++;
        }
        String word = text.substring(position, end);
        add(kindOf(word), end, true);
    }

    private static Kind kindOf(String word) {
        return switch (word) {
            case "true", "false", "null" -> Kind.WORD;
            default -> word.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?") ? Kind.NUMBER : Kind.WRONG;
        };
    }

    private boolean isInObject() {
        Token innermost = open.peek();
        return innermost != null && text.charAt(innermost.start()) == '{';
    }

    private Token add(Kind kind, int end, boolean closed) {
        Token token = new Token(kind, position, end, closed);
        tokens.add(token);
        position = end;
        return token;
    }
}
