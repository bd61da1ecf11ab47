package io.fusioncache.server.engine.composite;

import java.util.Arrays;

/**
 * Escapes bytes for a JSON string, in two steps, so that a text can be measured before the array for it is made. Bytes
 * outside ASCII are left as they are.
 */
final class JsonText {
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

    /** How many bytes the text takes within quotes. */
    static long escapedLength(byte[] text) {
        long length = 0;
        for (byte next : text) {
            length += LENGTHS[next & 0xff];
        }
        return length;
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
