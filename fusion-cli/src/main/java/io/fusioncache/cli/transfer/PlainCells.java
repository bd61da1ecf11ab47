package io.fusioncache.cli.transfer;

import io.fusioncache.common.json.PlainObject.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV as objects, when they are plain: as many cells as there are columns, without quotation marks,
 * backslashes and control characters, that fit their members as they are. Says nothing of other lines.
 */
final class PlainCells {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int MOST_DIGITS = 18;
    /** Longer lines that are not ASCII are not plain. */
    private static final int MOST_CHARACTERS = 4096;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final byte delimiter;
    private final boolean possible;
    private final Kind[] kinds;
    /** What stands before the value of each column: its name, with what is around it. */
    private final byte[][] names;
    /** What a line's object has beside the cells, at most, and a comma. */
    private final int around;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(MOST_CHARACTERS);

    private byte[] json = new byte[1024];
    private int length;
    private long seenBytes;
    private boolean cutOff;

    /** @param columns the header */
    PlainCells(List<String> columns, Schema.ObjectClass of, char delimiter) {
        this.delimiter = (byte) delimiter;
        this.kinds =
                columns.stream().map(column -> kind(of.members().get(column))).toArray(Kind[]::new);
        this.names = columns.stream()
                .map(column -> ('"' + column + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.around = Arrays.stream(names).mapToInt(name -> name.length + 3).sum() + 3;
        this.possible = delimiter < 0x7F && !Arrays.asList(kinds).contains(Kind.OTHER);
    }

    private static Kind kind(Schema.@Nullable Member member) {
        return member == null ? Kind.OTHER : PlainMembers.kind(member);
    }

    /** False when no line is plain, because of its columns. */
    boolean isPossible() {
        return possible;
    }

    /** Begins anew, with no objects. */
    void clear() {
        length = 0;
        cutOff = false;
    }

    /** What holds the objects that were added, with commas between them. */
    byte[] json() {
        return json;
    }

    /** How long they are, in bytes. */
    int length() {
        return length;
    }

    /** Forgets what is behind that length. */
    void cutBack(int toLength) {
        length = toLength;
    }

    /** Whether the last line was not added because the bytes ended before it did. */
    boolean isCutOff() {
        return cutOff;
    }

    /**
     * Adds the object of a line.
     *
     * @param to where the bytes end, behind the line's line feed at least; otherwise it is cut off
     * @return what is behind the line; negative when it is not plain, and nothing is added then
     */
    int add(byte[] text, int from, int to) {
        int before = length;
        int behind = write(text, from, to);
        if (behind < 0) {
            length = before;
        }
        return behind;
    }

    private int write(byte[] text, int from, int to) {
        cutOff = false;
        seenBytes = 0;
        if (length > 0) {
            json[length++] = ',';
        }
        reserve(0);
        json[length++] = '{';
        int first = length;
        int last = kinds.length - 1;
        int start = from;
        for (int column = 0; column <= last; column++) {
            int end = endOfCell(text, start, to);
            if (end >= to) {
                cutOff = true;
                return -1;
            }
            int behind = column == last ? behindLine(text, end, to) : text[end] == delimiter ? end + 1 : -1;
            if (behind < 0 || (end > start && !write(column, text, start, end, first))) {
                return -1;
            }
            start = behind;
        }
        json[length++] = '}';
        // A line of one empty cell is no row.
        boolean isRow = length > first + 1 || kinds.length > 1;
        return isRow && isUtf8(text, from, start) ? start : -1;
    }

    private int behindLine(byte[] text, int end, int to) {
        int lineFeed = text[end] == '\r' ? end + 1 : end;
        if (lineFeed == to) {
            cutOff = true;
            return -1;
        }
        return text[lineFeed] == '\n' ? lineFeed + 1 : -1;
    }

    /** Makes room for the cells of a line that were not written yet, and what is around them. */
    private void reserve(int characters) {
        int most = length + characters + around;
        if (most > json.length) {
            json = Arrays.copyOf(json, Math.max(most, 2 * json.length));
        }
    }

    /** The first byte that is no part of a plain cell. */
    private int endOfCell(byte[] text, int from, int to) {
        long delimiters = (delimiter & 0xFF) * ONES;
        int lastWord = to - Long.BYTES;
        long seen = 0;
        int at = from;
        while (at <= lastWord) {
            long word = (long) LONGS.get(text, at);
            seen |= word;
            long ends = (((word ^ delimiters) - ONES)
                            | ((word ^ ('"' * ONES)) - ONES)
                            | ((word ^ ('\\' * ONES)) - ONES)
                            | (word - ' ' * ONES))
                    & ~word
                    & HIGH_BITS;
            if (ends != 0) {
                break;
            }
            at += Long.BYTES;
        }
        seenBytes |= seen;
        while (at < to && isPartOfCell(text[at])) {
            seenBytes |= text[at];
            at++;
        }
        return at;
    }

    private boolean isPartOfCell(byte character) {
        return character != delimiter && character != '"' && character != '\\' && (character >= ' ' || character < 0);
    }

    private boolean isUtf8(byte[] text, int from, int to) {
        if ((seenBytes & HIGH_BITS) == 0) {
            return true;
        }
        decoder.reset();
        decoded.clear();
        return decoder.decode(ByteBuffer.wrap(text, from, to - from), decoded, true)
                .isUnderflow();
    }

    /** @param first where the object's first member is written */
    private boolean write(int column, byte[] text, int from, int to, int first) {
        Kind kind = kinds[column];
        if (kind != Kind.TEXT && !fits(kind, text, from, to)) {
            return false;
        }
        int size = to - from;
        reserve(size);
        byte[] target = json;
        int at = length;
        if (at > first) {
            target[at++] = ',';
        }
        byte[] name = names[column];
        for (int i = 0; i < name.length; i++) {
            target[at++] = name[i];
        }
        if (kind == Kind.TEXT) {
            target[at++] = '"';
        }
        System.arraycopy(text, from, target, at, size);
        at += size;
        if (kind == Kind.TEXT) {
            target[at++] = '"';
        }
        length = at;
        return true;
    }

    private static boolean fits(Kind kind, byte[] text, int from, int to) {
        if (kind == Kind.BOOL) {
            return Arrays.equals(text, from, to, TRUE, 0, TRUE.length)
                    || Arrays.equals(text, from, to, FALSE, 0, FALSE.length);
        }
        boolean negative = text[from] == '-';
        int first = negative ? from + 1 : from;
        int point = digits(text, first, to);
        int end = kind == Kind.DECIMAL && point < to && text[point] == '.' ? digits(text, point + 1, to) : point;
        return end == to
                && point > first
                && end != point + 1
                && to - first <= MOST_DIGITS
                && (text[first] != '0' || point == first + 1)
                && !(negative && kind == Kind.UINT);
    }

    private static int digits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
