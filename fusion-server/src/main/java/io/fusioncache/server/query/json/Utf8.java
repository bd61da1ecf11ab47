package io.fusioncache.server.query.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Characters as UTF-8. */
public final class Utf8 {
    private Utf8() {}

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
