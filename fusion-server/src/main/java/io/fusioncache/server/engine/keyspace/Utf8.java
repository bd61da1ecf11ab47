package io.fusioncache.server.engine.keyspace;

/** Tells UTF-8 from other bytes. */
public final class Utf8 {
    private Utf8() {}

    /** The number of code points, or -1 when the bytes are no UTF-8 (surrogates and overlong forms are none). */
    public static int codePoints(byte[] bytes) {
        int position = 0;
        while (position < bytes.length && bytes[position] >= 0) {
            position++;
        }
        int count = position;
        while (position < bytes.length) {
            int length = sequence(bytes, position);
            if (length == 0) {
                return -1;
            }
            position += length;
            count++;
        }
        return count;
    }

    /** True when the bytes are UTF-8. */
    public static boolean isValid(byte[] bytes) {
        return codePoints(bytes) >= 0;
    }

    /** Bytes of the code point that begins there, or 0 when none does. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at];
        if (first >= 0) {
            return 1;
        }
        int length = first >= (byte) 0xf0 ? 4 : first >= (byte) 0xe0 ? 3 : 2;
        if (first < (byte) 0xc2 || first > (byte) 0xf4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if (bytes[at + i] >= (byte) 0xc0) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean wrong = switch (first & 0xff) {
            case 0xe0 -> second < 0xa0;
            case 0xed -> second > 0x9f;
            case 0xf0 -> second < 0x90;
            case 0xf4 -> second > 0x8f;
            default -> false;
        };
        return wrong ? 0 : length;
    }
}
