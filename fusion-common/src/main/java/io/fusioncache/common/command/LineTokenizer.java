package io.fusioncache.common.command;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as Redis does: at blanks; {@code "double quotes"} with {@code \n \r \t \b \a \xHH} and
 * {@code \} before any other character for itself; {@code 'single quotes'} with {@code \'} only. A closing quote must
 * end the word.
 */
public final class LineTokenizer {
    private final byte[] line;
    private final int end;
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private int position;

    private LineTokenizer(byte[] line, int offset, int length) {
        this.line = line;
        this.position = offset;
        this.end = offset + length;
    }

    /**
     * The words of a line, as bytes; none for a blank line.
     *
     * @return null when a quote is not closed, or is closed within a word
     */
    public static byte @Nullable [][] split(byte[] line, int offset, int length) {
        return new LineTokenizer(line, offset, length).words();
    }

    private byte @Nullable [][] words() {
        List<byte[]> words = new ArrayList<>();
        while (true) {
            while (position < end && isBlank(line[position])) {
                position++;
            }
            if (position == end || line[position] == 0) {
                return words.toArray(new byte[0][]);
            }
            if (!word()) {
                return null;
            }
            words.add(word.toByteArray());
            word.reset();
        }
    }

    private boolean word() {
        while (position < end && !endsWord(line[position])) {
            byte next = line[position++];
            if (next == '"' || next == '\'') {
                if (!(next == '"' ? doubleQuoted() : singleQuoted())) {
                    return false;
                }
                return position == end || isBlank(line[position]) || line[position] == 0;
            }
            word.write(next);
        }
        return true;
    }

    private boolean doubleQuoted() {
        while (position < end && line[position] != 0) {
            byte next = line[position++];
            if (next == '"') {
                return true;
            }
            if (next == '\\' && position < end) {
                escape();
            } else {
                word.write(next);
            }
        }
        return false;
    }

    private void escape() {
        byte next = line[position++];
        if (next == 'x' && position + 1 < end) {
            int high = Character.digit(line[position], 16);
            int low = Character.digit(line[position + 1], 16);
            if (high >= 0 && low >= 0) {
                word.write(high << 4 | low);
                position += 2;
                return;
            }
        }
        word.write(
                switch (next) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'a' -> 7;
                    default -> next;
                });
    }

    private boolean singleQuoted() {
        while (position < end && line[position] != 0) {
            byte next = line[position++];
            if (next == '\'') {
                return true;
            }
            if (next == '\\' && position < end && line[position] == '\'') {
                next = line[position++];
            }
            word.write(next);
        }
        return false;
    }

    private static boolean endsWord(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t' || character == 0;
    }

    /** White space as C has it: blank, tab, line feed, vertical tab, form feed, carriage return. */
    private static boolean isBlank(byte character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }
}
