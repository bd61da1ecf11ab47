package io.fusioncache.common.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Recognises JSON objects that are plain, straight from bytes, each looked at once: members that are known, each at
 * most once, with strings that have no escapes, whole numbers of up to 18 digits, decimal ones of up to 17,
 * {@code true}, {@code false} and {@code null}, of the kind that the member has. It says nothing of others: they may be
 * right or wrong, and a whole parser has to look at them. For objects by the million; used by one thread at a time.
 *
 * <p>The bytes of strings are taken as they are: whether they are UTF-8 is the caller's to check.
 */
public final class PlainObject {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int MOST_MEMBERS = Long.SIZE;
    private static final int MOST_DIGITS = 18;
    /** Up to here every whole number is a double. */
    private static final long MOST_EXACT = 1L << 53;

    private static final double[] POWERS = IntStream.rangeClosed(0, MOST_DIGITS)
            .mapToDouble(PlainObject::power)
            .toArray();

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** What a member may be. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** A number without a fraction. */
        INT,
        /** A number without a fraction or a sign. */
        UINT,
        /** A number. */
        DECIMAL,
        /** {@code true} or {@code false}. */
        BOOL,
        /** Something else: only {@code null} is plain. */
        OTHER
    }

    /**
     * A member that objects may have.
     *
     * @param name an ASCII word without anything to escape
     * @param kind what it may be, {@code null} always among it
     */
    public record Member(String name, Kind kind) {}

    /** The names, each with its quotation marks. */
    private final byte[][] names;
    /** The same with a colon behind them, as they stand where there are no blanks. */
    private final byte[][] leads;

    private final Kind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final long[] values;
    /** The members that have a value, by their places, in the order of the text. */
    private final int[] found;

    private int count;
    /** Where a member most likely stands among the others: behind the one before it. */
    private int expected;

    private byte[] bytes = {};
    private int position;
    private int limit;
    private boolean cutOff;
    private boolean broken;
    private long digits;
    /** Every byte of the strings in some place of it, and perhaps some bytes behind them. */
    private long seenBytes;

    /** @param members all that an object may have; with more than 64 of them no object is plain */
    public PlainObject(List<Member> members) {
        // There must be a bit for each to mark it.
        List<Member> known = members.size() > MOST_MEMBERS ? List.of() : members;
        this.names = known.stream()
                .map(member -> ('"' + member.name() + '"').getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.leads = known.stream()
                .map(member -> ('"' + member.name() + "\":").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.kinds = known.stream().map(Member::kind).toArray(Kind[]::new);
        this.starts = new int[names.length];
        this.ends = new int[names.length];
        this.values = new long[names.length];
        this.found = new int[names.length];
    }

    private static double power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * Looks at an object.
     *
     * @param from where it begins, perhaps with blanks
     * @param to where the bytes end
     * @return where it ends, or a negative number when it is not plain
     */
    public int read(byte[] text, int from, int to) {
        begin(text, from, to);
        return isPlain() ? position : -1;
    }

    /** Does the same with an object that stands in an array behind another element, and so behind a comma. */
    public int readNext(byte[] text, int from, int to) {
        begin(text, from, to);
        return has(',') && isPlain() ? position : -1;
    }

    private void begin(byte[] text, int from, int to) {
        bytes = text;
        position = from;
        limit = to;
        cutOff = false;
        broken = false;
        seenBytes = 0;
        count = 0;
        expected = 0;
    }

    /** Whether the last object was not plain because the bytes ended before it did. */
    public boolean isCutOff() {
        return cutOff;
    }

    /** Whether the last object, or what stands before it, goes over a line's end. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether all strings of the last object are certainly ASCII. */
    public boolean isAscii() {
        return (seenBytes & HIGH_BITS) == 0;
    }

    /** How many members of the last object have a value. */
    public int count() {
        return count;
    }

    /**
     * Which member is the one of that number, in the order of the text.
     *
     * @return its place in the list given to the constructor
     */
    public int place(int number) {
        return found[number];
    }

    /** Where the text of the member at that place begins, when it has one. */
    public int start(int place) {
        return starts[place];
    }

    /** Where that text ends. */
    public int end(int place) {
        return ends[place];
    }

    /** The number at that place, when it is a whole one; for a truth value 1 or 0. */
    public long whole(int place) {
        return values[place];
    }

    /** The number at that place, when it is a decimal one. */
    public double decimal(int place) {
        return Double.longBitsToDouble(values[place]);
    }

    private boolean isPlain() {
        if (names.length == 0 || !has('{')) {
            return false;
        }
        long seen = 0;
        if (has('}')) {
            return true;
        }
        do {
            int place = member();
            if (place < 0 || (seen & (1L << place)) != 0) {
                return false;
            }
            seen |= 1L << place;
            if (!isPlainValue(place)) {
                return false;
            }
        } while (has(','));
        return has('}');
    }

    /** Goes behind the next byte that is no blank when it is that one. */
    private boolean has(char wanted) {
        int at = position;
        if (at < limit && bytes[at] > ' ') {
            if (bytes[at] != wanted) {
                return false;
            }
            position = at + 1;
            return true;
        }
        return hasBehindBlanks(wanted);
    }

    private boolean hasBehindBlanks(char wanted) {
        if (!skipBlanks() || bytes[position] != wanted) {
            return false;
        }
        position++;
        return true;
    }

    /** Goes behind blanks; false when the bytes end there. */
    private boolean skipBlanks() {
        int at = position;
        while (at < limit && isBlank(bytes[at])) {
            broken |= bytes[at] == '\n';
            at++;
        }
        position = at;
        cutOff |= at == limit;
        return at < limit;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    /** Goes behind a member's name and the colon; returns the member's place, or a negative number. */
    private int member() {
        int likely = expected;
        if (startsWith(leads[likely])) {
            expected = likely + 1 == leads.length ? 0 : likely + 1;
            return likely;
        }
        int place = name();
        return place >= 0 && has(':') ? place : -1;
    }

    private int name() {
        if (!has('"')) {
            return -1;
        }
        position--;
        for (int i = 0; i < names.length; i++) {
            int place = expected + i < names.length ? expected + i : expected + i - names.length;
            if (startsWith(names[place])) {
                expected = place + 1 == names.length ? 0 : place + 1;
                return place;
            }
        }
        // The bytes may end inside the name.
        cutOff = indexOfEnd(position + 1) < 0;
        return -1;
    }

    private boolean startsWith(byte[] word) {
        byte[] text = bytes;
        int at = position;
        if (limit - at < word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[at + i] != word[i]) {
                return false;
            }
        }
        position = at + word.length;
        return true;
    }

    private boolean isPlainValue(int place) {
        if (!skipBlanks()) {
            return false;
        }
        int at = position;
        boolean plain = switch (kinds[place]) {
            case TEXT -> bytes[at] == '"' && text(place);
            case INT, UINT, DECIMAL -> number(place);
            case BOOL -> bool(place);
            case OTHER -> false;
        };
        if (plain) {
            found[count++] = place;
            return true;
        }
        if (bytes[at] == 'n' && startsWith(NULL)) {
            return true;
        }
        cutOff |= limit - at < FALSE.length;
        return false;
    }

    private boolean text(int place) {
        int from = position + 1;
        int end = indexOfEnd(from);
        if (end < 0) {
            cutOff = true;
            return false;
        }
        starts[place] = from;
        ends[place] = end;
        position = end + 1;
        return bytes[end] == '"';
    }

    /** The first byte that is no part of a plain string; negative when the bytes end before. */
    private int indexOfEnd(int from) {
        byte[] text = bytes;
        int lastWord = limit - Long.BYTES;
        long seen = 0;
        int at = from;
        while (at <= lastWord) {
            long word = (long) LONGS.get(text, at);
            seen |= word;
            // The lowest bit that is set is right; those above it may be set by what was borrowed.
            long ends = (((word ^ ('"' * ONES)) - ONES) | ((word ^ ('\\' * ONES)) - ONES) | (word - ' ' * ONES))
                    & ~word
                    & HIGH_BITS;
            if (ends != 0) {
                seenBytes |= seen;
                return at + bytesBelow(ends);
            }
            at += Long.BYTES;
        }
        seenBytes |= seen;
        return indexOfEndBytewise(at);
    }

    /** How many whole bytes are below the lowest bit, which is a byte's highest; the quick compiler counts no zeros. */
    private static int bytesBelow(long bits) {
        long below = ((bits & -bits) - 1) & ONES;
        return (int) ((below * ONES) >>> (Long.SIZE - Byte.SIZE)) - 1;
    }

    private int indexOfEndBytewise(int from) {
        int at = from;
        while (at < limit) {
            byte character = bytes[at];
            if (character == '"' || character == '\\' || (character >= 0 && character < ' ')) {
                return at;
            }
            seenBytes |= character;
            at++;
        }
        return -1;
    }

    private boolean number(int place) {
        boolean negative = bytes[position] == '-';
        int from = negative ? position + 1 : position;
        int point = digits(from, 0);
        long value = digits;
        int end = point;
        if (kinds[place] == Kind.DECIMAL && end < limit && bytes[end] == '.') {
            end = digits(end + 1, value);
            value = digits;
        }
        if (end == limit) {
            cutOff = true;
            return false;
        }
        boolean leadingZero = point - from > 1 && bytes[from] == '0';
        boolean noDigit = point == from || end == point + 1;
        if (leadingZero || noDigit || end - from > MOST_DIGITS || !endsValue(bytes[end])) {
            return false;
        }
        position = end;
        if (kinds[place] == Kind.DECIMAL) {
            // Both operands are exact, so the quotient is the nearest double.
            double magnitude = value / POWERS[Math.max(0, end - point - 1)];
            values[place] = Double.doubleToRawLongBits(negative ? -magnitude : magnitude);
            return value <= MOST_EXACT;
        }
        values[place] = negative ? -value : value;
        return !negative || kinds[place] == Kind.INT;
    }

    /** The end of the digits that begin there; {@link #digits} becomes what they make behind others. */
    private int digits(int from, long before) {
        int at = from;
        long value = before;
        while (at < limit && isDigit(bytes[at])) {
            value = 10 * value + (bytes[at] - '0');
            at++;
        }
        digits = value;
        return at;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static boolean endsValue(byte character) {
        return character == ',' || character == '}' || isBlank(character);
    }

    private boolean bool(int place) {
        values[place] = 0;
        if (startsWith(TRUE)) {
            values[place] = 1;
            return true;
        }
        return startsWith(FALSE);
    }
}
