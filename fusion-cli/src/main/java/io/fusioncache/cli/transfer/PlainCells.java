package io.fusioncache.cli.transfer;

import io.fusioncache.common.json.PlainObject.Kind;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV as objects, when they are plain: as many cells as there are columns, of printable ASCII without
 * quotation marks and backslashes, that fit their members as they are. Says nothing of other lines.
 */
final class PlainCells {
    private static final int MOST_DIGITS = 18;

    private final char delimiter;
    private final Kind[] kinds;
    /** What stands before the value of each column: its name, with what is around it. */
    private final byte[][] names;

    private byte[] json = new byte[1024];
    private int length;

    /** @param columns the header */
    PlainCells(List<String> columns, Schema.ObjectClass of, char delimiter) {
        this.delimiter = delimiter;
        this.kinds =
                columns.stream().map(column -> kind(of.members().get(column))).toArray(Kind[]::new);
        this.names = columns.stream()
                .map(column -> ('"' + column + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static Kind kind(Schema.@Nullable Member member) {
        return member == null ? Kind.OTHER : PlainMembers.kind(member);
    }

    /** False when no line is plain, because of its columns. */
    boolean isPossible() {
        return !Arrays.asList(kinds).contains(Kind.OTHER);
    }

    /**
     * Writes a line.
     *
     * @return what holds the object until the next call; null when the line is not plain
     */
    byte @Nullable [] json(char[] line, int from, int to) {
        int end = to > from && line[to - 1] == '\r' ? to - 1 : to;
        if (end == from) {
            return null;
        }
        reserve(end - from);
        json[0] = '{';
        length = 1;
        int start = from;
        for (int column = 0; column < kinds.length; column++) {
            int cellEnd = endOfCell(line, start, end);
            boolean last = column + 1 == kinds.length;
            if (cellEnd < 0 || last != (cellEnd == end) || !write(column, line, start, cellEnd)) {
                return null;
            }
            start = cellEnd + 1;
        }
        json[length++] = '}';
        return json;
    }

    private void reserve(int characters) {
        long most = characters + 2L;
        for (byte[] name : names) {
            most += name.length + 3;
        }
        if (most > json.length) {
            json = new byte[Math.toIntExact(2 * most)];
        }
    }

    /** Where a cell ends; negative when there is something in it that is not plain. */
    private int endOfCell(char[] line, int from, int end) {
        int at = from;
        while (at < end && line[at] != delimiter) {
            char character = line[at];
            if (character < ' ' || character >= 0x7F || character == '"' || character == '\\') {
                return -1;
            }
            at++;
        }
        return at;
    }

    private boolean write(int column, char[] line, int from, int to) {
        if (from == to) {
            return true;
        }
        Kind kind = kinds[column];
        if (kind != Kind.TEXT && !fits(kind, line, from, to)) {
            return false;
        }
        if (length > 1) {
            json[length++] = ',';
        }
        System.arraycopy(names[column], 0, json, length, names[column].length);
        length += names[column].length;
        if (kind == Kind.TEXT) {
            json[length++] = '"';
        }
        for (int i = from; i < to; i++) {
            json[length++] = (byte) line[i];
        }
        if (kind == Kind.TEXT) {
            json[length++] = '"';
        }
        return true;
    }

    private static boolean fits(Kind kind, char[] line, int from, int to) {
        if (kind == Kind.BOOL) {
            return is("true", line, from, to) || is("false", line, from, to);
        }
        boolean negative = line[from] == '-';
        int first = negative ? from + 1 : from;
        int point = digits(line, first, to);
        int end = kind == Kind.DECIMAL && point < to && line[point] == '.' ? digits(line, point + 1, to) : point;
        return end == to
                && point > first
                && end != point + 1
                && to - first <= MOST_DIGITS
                && (line[first] != '0' || point == first + 1)
                && !(negative && kind == Kind.UINT);
    }

    private static int digits(char[] line, int from, int to) {
        int at = from;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean is(String word, char[] line, int from, int to) {
        return to - from == word.length() && word.contentEquals(CharBuffer.wrap(line, from, to - from));
    }

    /** How long the last object is, in bytes. */
    int length() {
        return length;
    }
}
