package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.MessageBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Unicode's UTF-8, strictly: no overlong forms, no surrogates, nothing past U+10FFFF. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ANY_HIGH_BIT = 0x8080808080808080L;

    private Utf8() {}

    /**
     * Where a message stops being UTF-8: the offset of the first byte that fits no character, the message's length when
     * it ends inside one, or -1 when all of it is well formed. O(bytes), eight at a time while they are ASCII.
     */
    public static long firstFault(MessageBytes message) {
        long before = 0;
        int missing = 0;
        // What the next byte of a started character may be.
        int low = 0x80;
        int high = 0xBF;
        for (byte[] chunk : message.chunks()) {
            int i = 0;
            while (i < chunk.length) {
                if (missing == 0) {
                    i = skipAscii(chunk, i);
                    if (i == chunk.length) {
                        break;
                    }
                    int lead = chunk[i] & 0xFF;
                    missing = followers(lead);
                    if (missing == 0) {
                        return before + i;
                    }
                    low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
                    high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
                } else {
                    int follower = chunk[i] & 0xFF;
                    if (follower < low || follower > high) {
                        return before + i;
                    }
                    low = 0x80;
                    high = 0xBF;
                    missing--;
                }
                i++;
            }
            before += chunk.length;
        }
        return missing == 0 ? -1 : before;
    }

    private static int skipAscii(byte[] chunk, int from) {
        int i = from;
        while (i + Long.BYTES <= chunk.length && ((long) LONGS.get(chunk, i) & ANY_HIGH_BIT) == 0) {
            i += Long.BYTES;
        }
        while (i < chunk.length && chunk[i] >= 0) {
            i++;
        }
        return i;
    }

    private static int followers(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 1;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 2;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
    }

    /** The characters as UTF-8, or null when a surrogate stands alone among them. O(characters). */
    public static byte @Nullable [] encode(char[] characters, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= characters[i];
        }
        if (all >= 0x80) {
            return encodeBeyondAscii(characters, offset, length);
        }
        byte[] utf8 = new byte[length];
        for (int i = 0; i < length; i++) {
            utf8[i] = (byte) characters[offset + i];
        }
        return utf8;
    }

    private static byte @Nullable [] encodeBeyondAscii(char[] characters, int offset, int length) {
        byte[] utf8 = new byte[Math.multiplyExact(length, 3)];
        int end = offset + length;
        int size = 0;
        for (int i = offset; i < end; i++) {
            char character = characters[i];
            if (character < 0x80) {
                utf8[size++] = (byte) character;
            } else if (character < 0x800) {
                utf8[size++] = (byte) (0xC0 | (character >> 6));
                utf8[size++] = (byte) (0x80 | (character & 0x3F));
            } else if (!Character.isSurrogate(character)) {
                utf8[size++] = (byte) (0xE0 | (character >> 12));
                utf8[size++] = (byte) (0x80 | ((character >> 6) & 0x3F));
                utf8[size++] = (byte) (0x80 | (character & 0x3F));
            } else {
                if (i + 1 == end || !Character.isSurrogatePair(character, characters[i + 1])) {
                    return null;
                }
                int codePoint = Character.toCodePoint(character, characters[++i]);
                utf8[size++] = (byte) (0xF0 | (codePoint >> 18));
                utf8[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                utf8[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                utf8[size++] = (byte) (0x80 | (codePoint & 0x3F));
            }
        }
        return Arrays.copyOf(utf8, size);
    }
}
