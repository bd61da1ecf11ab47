package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whole numbers as RESP writes them: no blanks, no plus sign, no leading zeros. */
final class Decimal {
    /** What {@link #parse} gives for what is no number; as a count or a length it would be refused as well. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;

    private Decimal() {}

    /**
     * Reads a number of at most 18 digits, which is more than any count or length may have.
     *
     * @return the number, or {@link #NONE}
     */
    static long parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int digits = to - at;
        if (digits < 1 || digits > MOST_DIGITS || (bytes[at] == '0' && (digits > 1 || negative))) {
            return NONE;
        }
        long number = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return negative ? -number : number;
    }

    /** Writes a number; at most 20 bytes. */
    static void write(long number, ByteBuffer to) {
        if (number >= 0 && number < 10) {
            to.put((byte) ('0' + number));
        } else if (number == Long.MIN_VALUE) {
            // Has no positive counterpart.
            to.put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        } else {
            long rest = number;
            if (rest < 0) {
                to.put((byte) '-');
                rest = -rest;
            }
            int start = to.position();
            int end = start + digits(rest);
            for (int at = end - 1; at >= start; at--) {
                to.put(at, (byte) ('0' + rest % 10));
                rest /= 10;
            }
            to.position(end);
        }
    }

    private static int digits(long positive) {
        int digits = 1;
        for (long rest = positive; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
