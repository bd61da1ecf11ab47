package io.fusioncache.cli.shell;

import io.fusioncache.common.client.CommandText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that was typed, with its place in the text.
 *
 * <p>A command's word that begins with a bracket and is JSON as a whole is one word without quotes around it, so that
 * {@code SET user:1234 {"name": "Ann"}} says what it seems to say.
 */
sealed interface Typed {
    /** Of its first character. */
    int start();

    /** Behind its last character. */
    int end();

    /** False when a quote or a bracket is not closed. */
    boolean isComplete();

    /** A query or a key-value command in JSON. */
    record Json(int start, int end, boolean isComplete) implements Typed {}

    /** Anything that is words: a text command, or a word of the shell's. */
    record Words(int start, int end, List<Word> words, boolean isComplete) implements Typed {
        /** The words' values. */
        List<String> values() {
            return words.stream().map(Word::value).toList();
        }

        /** True for {@code :format} and its like. */
        boolean isMeta() {
            return !words.isEmpty() && words.getFirst().value().startsWith(":");
        }
    }

    /** A comment. */
    record Comment(int start, int end) implements Typed {
        @Override
        public boolean isComplete() {
            return true;
        }
    }

    /**
     * A word.
     *
     * @param value without quotes and escapes
     * @param isJson whether it was written as JSON, without quotes around it
     * @param closed false when a quote or bracket is not closed
     */
    record Word(int start, int end, String value, boolean isJson, boolean closed) {}

    /** Cuts a text into what was typed. O(length). */
    static List<Typed> all(String text) {
        List<Typed> all = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
                continue;
            }
            Typed next = at(text, position);
            all.add(next);
            position = next.end();
        }
        return all;
    }

    private static Typed at(String text, int start) {
        char first = text.charAt(start);
        if (first == '#') {
            int end = text.indexOf('\n', start);
            return new Comment(start, end < 0 ? text.length() : end);
        }
        if (first == '{' || first == '[') {
            JsonScan scan = JsonScan.of(text, start);
            return new Json(start, scan.end(), scan.isClosed());
        }
        return new WordScan(text, start).scan();
    }

    /** The command as one line, as the server reads it: JSON in quotes, line ends as escapes, the rest as typed. */
    static String line(String text, Words command) {
        return command.words().stream().map(word -> line(text, word)).collect(Collectors.joining(" "));
    }

    private static String line(String text, Word word) {
        String raw = text.substring(word.start(), word.end());
        return word.isJson() || raw.indexOf('\n') >= 0 ? CommandText.quote(word.value()) : raw;
    }
}
