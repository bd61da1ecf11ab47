package io.fusioncache.server.engine.keyspace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells UTF-8 from other bytes. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ANY_HIGH_BIT = 0x8080808080808080L;

    private Utf8() {}

    /** Where the ASCII that begins at a place ends: at the first other byte, or at the end. Eight bytes at a time. */
    public static int asciiEnd(byte[] bytes, int from) {
        int i = from;
        while (i + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, i) & ANY_HIGH_BIT) == 0) {
            i += Long.BYTES;
        }
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The number of code points, or -1 when the bytes are no UTF-8 (surrogates and overlong forms are none). */
    public static int codePoints(byte[] bytes) {
        int position = asciiEnd(bytes, 0);
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
