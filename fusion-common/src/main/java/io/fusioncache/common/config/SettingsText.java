package io.fusioncache.common.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text of a configuration file, taken piece by piece: JSON (RFC 8259) in which comments ({@code //} and <code>
 * /&#42; &#42;/</code>) and trailing commas are allowed.
 *
 * <p>Code of our own because the JSON library's parser computes large powers when its class is initialised, which is a
 * sixth of the processor time of a start ({@code debian/measure/start}); nothing else needs it before the first query.
 */
final class SettingsText {
    private static final String MARKS = "{}[]:,\"";

    /** How many characters of what is no value are told at most. */
    private static final int MOST_TOLD = 40;

    private final String text;
    private int offset;

    /**
     * A string, a number, a truth value or null.
     *
     * @param text a string's characters, else the word as it stands there
     */
    record Scalar(String text, boolean isNull) {}

    /** The text is no JSON. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        private final String place;

        Fault(String place, String message) {
            super(message);
            this.place = place;
        }

        /** The line and the column, both from 1. */
        String place() {
            return place;
        }
    }

    private SettingsText(String text) {
        this.text = text;
    }

    /** A text in UTF-8. */
    static SettingsText of(byte[] bytes) throws Fault {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SettingsText(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new Fault("1:1", "the file is not in UTF-8");
        }
    }

    /** Where the next piece begins, for {@link #placeOf}. */
    int next() throws Fault {
        skipBlanks();
        return offset;
    }

    /** As {@link #next}, of a value. */
    int nextValue() throws Fault {
        if (isAtEnd() || "}],:".indexOf(text.charAt(offset)) >= 0) {
            throw fault("a value is missing");
        }
        return offset;
    }

    /** The line and the column of a piece, both from 1. O(text), so only for what is told. */
    String placeOf(int where) {
        int line = 1;
        int lineBegin = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < where; end = text.indexOf('\n', lineBegin)) {
            line++;
            lineBegin = end + 1;
        }
        return line + ":" + (where - lineBegin + 1);
    }

    boolean isAtEnd() throws Fault {
        skipBlanks();
        return offset == text.length();
    }

    /** Goes past that mark if it is the next piece. */
    boolean takes(char mark) throws Fault {
        boolean isNext = isNext(mark);
        offset += isNext ? 1 : 0;
        return isNext;
    }

    /** Goes past the comma behind an element; there need be none behind the last one. */
    void endElement(char end) throws Fault {
        if (!takes(',') && !isNext(end)) {
            throw fault("a comma or " + end + " is missing");
        }
    }

    /** Goes past a member's name and its colon. */
    String name() throws Fault {
        if (!isNext('"')) {
            throw fault("a name in quotation marks is missing");
        }
        String name = string();
        if (!takes(':')) {
            throw fault("the colon behind the name is missing");
        }
        return name;
    }

    /** Goes past a value that is no object and no list. */
    Scalar scalar() throws Fault {
        if (isNext('"')) {
            return new Scalar(string(), false);
        }
        int begin = offset;
        while (offset < text.length()
                && !isBlank(text.charAt(offset))
                && MARKS.indexOf(text.charAt(offset)) < 0
                && !isComment()) {
            offset++;
        }
        String word = text.substring(begin, offset);
        boolean isKnown = word.equals("true") || word.equals("false") || word.equals("null") || isNumber(word);
        if (!isKnown) {
            offset = begin;
            String told = word.length() > MOST_TOLD ? word.substring(0, MOST_TOLD) + "..." : word;
            throw fault(
                    word.isEmpty() ? "a value is missing" : "'" + told + "' is no value; texts have quotation marks");
        }
        return new Scalar(word, word.equals("null"));
    }

    Fault fault(String message) throws Fault {
        return new Fault(placeOf(next()), message);
    }

    private boolean isNext(char mark) throws Fault {
        skipBlanks();
        return offset < text.length() && text.charAt(offset) == mark;
    }

    private String string() throws Fault {
        int begin = offset++;
        StringBuilder read = new StringBuilder();
        while (offset < text.length()) {
            char next = text.charAt(offset++);
            if (next == '"') {
                return read.toString();
            }
            if (next < ' ') {
                offset--;
                break;
            }
            read.append(next == '\\' ? escaped() : next);
        }
        offset = begin;
        throw fault("the quotation mark at the text's end is missing");
    }

    private char escaped() throws Fault {
        int begin = offset - 1;
        char kind = offset < text.length() ? text.charAt(offset++) : ' ';
        int plain = "\"\\/bfnrt".indexOf(kind);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (kind == 'u' && offset + 4 <= text.length()) {
            String digits = text.substring(offset, offset + 4);
            if (digits.chars().allMatch(each -> Character.digit(each, 16) >= 0)) {
                offset += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        offset = begin;
        throw fault("a backslash goes with one of \" \\ / b f n r t, or with u and four digits");
    }

    private static boolean isNumber(String word) {
        int at = word.startsWith("-") ? 1 : 0;
        int whole = digitsEnd(word, at);
        boolean isRight = whole > at && (word.charAt(at) != '0' || whole == at + 1);
        at = whole;
        if (isRight && at < word.length() && word.charAt(at) == '.') {
            int end = digitsEnd(word, at + 1);
            isRight = end > at + 1;
            at = end;
        }
        if (isRight && at < word.length() && (word.charAt(at) == 'e' || word.charAt(at) == 'E')) {
            at++;
            at += at < word.length() && (word.charAt(at) == '+' || word.charAt(at) == '-') ? 1 : 0;
            int end = digitsEnd(word, at);
            isRight = end > at;
            at = end;
        }
        return isRight && at == word.length();
    }

    private static int digitsEnd(String word, int from) {
        int end = from;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private void skipBlanks() throws Fault {
        while (offset < text.length()) {
            if (isBlank(text.charAt(offset))) {
                offset++;
            } else if (isComment()) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private static boolean isBlank(char each) {
        return each == ' ' || each == '\t' || each == '\n' || each == '\r';
    }

    private boolean isComment() {
        return text.startsWith("//", offset) || text.startsWith("/*", offset);
    }

    private void skipComment() throws Fault {
        boolean isLine = text.charAt(offset + 1) == '/';
        int end = isLine ? text.indexOf('\n', offset) : text.indexOf("*/", offset + 2);
        if (end < 0 && !isLine) {
            throw new Fault(placeOf(offset), "the end of the comment is missing");
        }
        offset = end < 0 ? text.length() : isLine ? end : end + 2;
    }
}
