package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.AnswerBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON into an {@link AnswerBuffer}, with commas where they belong and without garbage. The caller keeps objects
 * and arrays balanced. Used by one thread at a time.
 */
public final class JsonWriter {
    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OID = "\"_oid\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final int UUID_LENGTH = 36;
    private static final int SCRATCH = 128;

    private final AnswerBuffer out;
    private final byte[] scratch = new byte[SCRATCH];
    private boolean commaDue;

    /** Writes to the end of the buffer. */
    public JsonWriter(AnswerBuffer out) {
        this.out = out;
    }

    /** Writes <code>{</code>. */
    public void beginObject() {
        begin('{');
    }

    /** Writes <code>}</code>. */
    public void endObject() {
        end('}');
    }

    /** Writes {@code [}. */
    public void beginArray() {
        begin('[');
    }

    /** Writes {@code ]}. */
    public void endArray() {
        end(']');
    }

    private void begin(char bracket) {
        comma();
        out.put(bracket);
        commaDue = false;
    }

    private void end(char bracket) {
        out.put(bracket);
        commaDue = true;
    }

    private void comma() {
        if (commaDue) {
            out.put(',');
        }
        commaDue = true;
    }

    /** Writes a member's name, which must be ASCII without anything to escape, as all names of FQL are. */
    public void name(String ascii) {
        comma();
        int length = ascii.length();
        if (length + 3 <= SCRATCH) {
            scratch[0] = '"';
            for (int i = 0; i < length; i++) {
                scratch[i + 1] = (byte) ascii.charAt(i);
            }
            scratch[length + 1] = '"';
            scratch[length + 2] = ':';
            out.put(scratch, 0, length + 3);
        } else {
            out.putText('"' + ascii + "\":");
        }
        commaDue = false;
    }

    /** Writes a string. For words and sentences; values have {@link #string(byte[])}. */
    public void string(String text) {
        string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a string that is given as well-formed UTF-8, escaping what JSON wants escaped. */
    public void string(byte[] utf8) {
        comma();
        out.put('"');
        int written = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte character = utf8[i];
            if ((character >= 0 && character < ' ') || character == '"' || character == '\\') {
                out.put(utf8, written, i - written);
                escape(character);
                written = i + 1;
            }
        }
        out.put(utf8, written, utf8.length - written);
        out.put('"');
    }

    private void escape(byte character) {
        out.put('\\');
        switch (character) {
            case '"', '\\' -> out.put(character);
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            default -> {
                out.put('u');
                out.put('0');
                out.put('0');
                out.put(HEXADECIMAL[character >> 4]);
                out.put(HEXADECIMAL[character & 0xF]);
            }
        }
    }

    /** Writes a whole number. */
    public void whole(long value) {
        comma();
        if (value >= 0) {
            putDigits(value, 0, false);
        } else if (value == Long.MIN_VALUE) {
            out.putText(Long.toString(value));
        } else {
            putDigits(-value, 0, true);
        }
    }

    /** Writes a whole number that is given as 64 bits without a sign. */
    public void unsigned(long value) {
        if (value >= 0) {
            whole(value);
        } else {
            comma();
            out.putText(Long.toUnsignedString(value));
        }
    }

    /** Writes the digits with a point before the last {@code fraction} of them. */
    private void putDigits(long digits, int fraction, boolean negative) {
        int position = SCRATCH;
        long left = digits;
        int written = 0;
        do {
            if (written == fraction && fraction > 0) {
                scratch[--position] = '.';
            }
            scratch[--position] = (byte) ('0' + left % 10);
            left /= 10;
            written++;
        } while (left > 0 || written <= fraction);
        if (negative) {
            scratch[--position] = '-';
        }
        out.put(scratch, position, SCRATCH - position);
    }

    /** Writes a number, with the fewest digits that bring back the same double; it must be finite. */
    public void decimal(double value) {
        comma();
        double magnitude = Math.abs(value);
        double power = 1;
        for (int fraction = 0; fraction <= 9; fraction++) {
            double shifted = Math.rint(magnitude * power);
            if (shifted >= 1L << 53) {
                break;
            }
            // Both operands are exact, so the division is rounded as the reading of these digits would be.
            if (shifted / power == magnitude && (shifted != 0 || isPositiveZero(value))) {
                putDigits((long) shifted, fraction, value < 0);
                return;
            }
            power *= 10;
        }
        out.putText(Double.toString(value));
    }

    private static boolean isPositiveZero(double value) {
        return Double.doubleToRawLongBits(value) == 0;
    }

    /** Writes a number that is given as its text, as it is. */
    public void numeral(byte[] ascii) {
        comma();
        out.put(ascii);
    }

    /** Writes {@code true} or {@code false}. */
    public void bool(boolean value) {
        comma();
        out.put(value ? TRUE : FALSE);
    }

    /** Writes an OID as a string. */
    public void oid(long high, long low) {
        comma();
        out.put('"');
        putUuid(high, low);
        out.put('"');
    }

    /** Writes the member {@code _oid}. */
    public void oidMember(long high, long low) {
        comma();
        out.put(OID);
        putUuid(high, low);
        out.put('"');
    }

    private void putUuid(long high, long low) {
        long second = digits((int) high);
        long third = digits((int) (low >>> 32));
        LONGS.set(scratch, 0, digits((int) (high >>> 32)));
        scratch[8] = '-';
        INTS.set(scratch, 9, (int) (second >>> 32));
        scratch[13] = '-';
        INTS.set(scratch, 14, (int) second);
        scratch[18] = '-';
        INTS.set(scratch, 19, (int) (third >>> 32));
        scratch[23] = '-';
        INTS.set(scratch, 24, (int) third);
        LONGS.set(scratch, 28, digits((int) low));
        out.put(scratch, 0, UUID_LENGTH);
    }

    /** The eight hexadecimal digits as characters, the first one in the highest byte. */
    private static long digits(int value) {
        // Every step moves the upper half of each part up, until there is half a byte in each byte.
        long parts = value & 0xFFFF_FFFFL;
        parts = ((parts << 16) | parts) & 0x0000FFFF0000FFFFL;
        parts = ((parts << 8) | parts) & 0x00FF00FF00FF00FFL;
        parts = ((parts << 4) | parts) & 0x0F0F0F0F0F0F0F0FL;
        long letters = ((parts + 6 * ONES) >>> 4) & ONES;
        return parts + '0' * ONES + letters * ('a' - '0' - 10);
    }
}
