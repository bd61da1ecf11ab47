package io.fusioncache.cli.measure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers of a fixed width within bytes, so that a request is made by changing some of its bytes. */
final class Bytes {
    /** Digits of a number. */
    static final int DIGITS = 9;

    private Bytes() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The number with leading zeros. */
    static String fixed(int number) {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
    }

    /** Puts the number over the digits at that place. */
    static void put(int number, byte[] target, int from) {
        int rest = number;
        for (int i = from + DIGITS - 1; i >= from; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The number whose digits stand there; -1 when they are none. */
    static int number(byte[] text, int from) {
        int number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }

    /** Where the bytes stand in a part of the text; -1 when they don't. */
    static int indexOf(byte[] wanted, byte[] text, int from, int length) {
        for (int start = from; start <= from + length - wanted.length; start++) {
            int same = 0;
            while (same < wanted.length && text[start + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return start;
            }
        }
        return -1;
    }
}
