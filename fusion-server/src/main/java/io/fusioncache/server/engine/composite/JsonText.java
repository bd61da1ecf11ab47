package io.fusioncache.server.engine.composite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Escapes bytes for a JSON string, in two steps, so that a text can be measured before the array for it is made. Bytes
 * outside ASCII are left as they are.
 */
final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** The letter after the backslash for bytes that need one, {@code u} where four digits follow, 0 for the others. */
    private static final byte[] ESCAPES = new byte[256];

    /** How many bytes each byte takes. */
    private static final byte[] LENGTHS = new byte[256];

    static {
        Arrays.fill(ESCAPES, 0, ' ', (byte) 'u');
        ESCAPES['\b'] = 'b';
        ESCAPES['\t'] = 't';
        ESCAPES['\n'] = 'n';
        ESCAPES['\f'] = 'f';
        ESCAPES['\r'] = 'r';
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
        for (int i = 0; i < LENGTHS.length; i++) {
            LENGTHS[i] = (byte) (ESCAPES[i] == 0 ? 1 : ESCAPES[i] == 'u' ? 6 : 2);
        }
    }

    private JsonText() {}

    /** How many bytes the text takes within quotes. Eight bytes at a time up to the first that is escaped. */
    static long escapedLength(byte[] text) {
        int plain = 0;
        while (plain + Long.BYTES <= text.length && isPlain((long) LONGS.get(text, plain))) {
            plain += Long.BYTES;
        }
        long length = plain;
        for (int i = plain; i < text.length; i++) {
            length += LENGTHS[text[i] & 0xff];
        }
        return length;
    }

    /** False when any of eight bytes is a quotation mark, a backslash or a control character. */
    private static boolean isPlain(long bytes) {
        long quotes = bytes ^ ONES * '"';
        long backslashes = bytes ^ ONES * '\\';
        // A byte below n leaves its high bit set where n is taken from it; a byte that had it set before is not meant.
        long found =
                ((bytes - ONES * ' ') & ~bytes) | ((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes);
        return (found & ONES << 7) == 0;
    }

    /**
     * Writes the text as it stands within quotes and returns where it ends.
     *
     * @param length what {@link #escapedLength} said
     */
    static int escape(byte[] text, long length, byte[] out, int at) {
        if (length == text.length) {
            System.arraycopy(text, 0, out, at, text.length);
            return at + text.length;
        }
        int position = at;
        for (byte next : text) {
            byte escape = ESCAPES[next & 0xff];
            if (escape == 0) {
                out[position++] = next;
            } else {
                out[position++] = '\\';
                out[position++] = escape;
                if (escape == 'u') {
                    out[position++] = '0';
                    out[position++] = '0';
                    out[position++] = HEX[next >> 4];
                    out[position++] = HEX[next & 15];
                }
            }
        }
        return position;
    }
}
