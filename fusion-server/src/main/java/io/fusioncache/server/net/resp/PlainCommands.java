package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts commands out of input that are as most are: whole, of few words, none of them long. One pass, without a state
 * that would have to be kept; everything else, and everything that is wrong, is left to {@link CommandParser}.
 *
 * <p>A client mostly repeats its last command with other arguments. So the beginning of the last one is kept, up to the
 * end of its name, and where the next begins in the same way nothing has to be read of it. The name is the same array
 * then, by which whoever looked the command up can see that it is the same command.
 */
final class PlainCommands {
    private static final int MOST_WORDS = 9;
    private static final int MOST_DIGITS = 3;

    /** {@code $999\r\n} and something behind it: what is read without looking where the input ends. */
    private static final int LONGEST_HEADER = 7;

    private static final int LONGEST_BEGINNING = 64;
    private static final Beginning NONE = new Beginning(new byte[0], new byte[0], 0);

    private Beginning last = NONE;

    /** How a command begins: its bytes up to the first argument, its name and its number of words. */
    @SuppressWarnings("ArrayRecordComponent") // Compared with bytes of the input only.
    private record Beginning(byte[] bytes, byte[] name, int words) {
        /** True when the input goes on like this; it may end sooner. */
        boolean isAt(byte[] input, int from) {
            return from + bytes.length <= input.length
                    && bytes.length > 0
                    && Arrays.equals(input, from, from + bytes.length, bytes, 0, bytes.length);
        }
    }

    /**
     * Takes the next command from the input.
     *
     * @param input bytes with an array behind them; its position moves behind the command
     * @param longest the longest word that is allowed, in bytes
     * @return its words; null when it isn't plain, and then the position stays
     */
    byte @Nullable [][] cut(ByteBuffer input, long longest) {
        byte[] bytes = input.array();
        int start = input.arrayOffset() + input.position();
        // What is read behind the end are bytes of former input. No word is taken that does not end before it.
        int end = input.arrayOffset() + input.limit();
        byte[][] words;
        int at;
        int taken = 0;
        Beginning known = last;
        if (known.isAt(bytes, start)) {
            at = start + known.bytes.length;
            words = new byte[known.words][];
            words[taken++] = known.name;
            if (at > end || known.name.length > longest) {
                return null;
            }
        } else {
            int count = count(bytes, start);
            if (count == 0) {
                return null;
            }
            at = start + "*1\r\n".length();
            words = new byte[count][];
        }
        while (taken < words.length) {
            int first = firstByte(bytes, at);
            int length = first < 0 ? 0 : length(bytes, at, first);
            if (first < 0 || length > longest || first + length + 2 > end) {
                return null;
            }
            byte[] word = new byte[length];
            System.arraycopy(bytes, first, word, 0, length);
            words[taken++] = word;
            // As in Redis, two bytes end a word, whichever they are.
            at = first + length + 2;
            if (taken == 1 && at - start <= LONGEST_BEGINNING) {
                last = new Beginning(Arrays.copyOfRange(bytes, start, at), word, words.length);
            }
        }
        input.position(at - input.arrayOffset());
        return words;
    }

    /** The number of words, or 0 when it is not plain. */
    private static int count(byte[] bytes, int at) {
        if (at + LONGEST_HEADER > bytes.length || bytes[at] != '*' || bytes[at + 2] != '\r') {
            return 0;
        }
        int count = bytes[at + 1] - '0';
        return count >= 1 && count <= MOST_WORDS ? count : 0;
    }

    /** Where the word begins whose header is there; -1 when the header is not plain. */
    private static int firstByte(byte[] bytes, int at) {
        if (at + LONGEST_HEADER > bytes.length || bytes[at] != '$') {
            return -1;
        }
        int digits = 0;
        while (digits < MOST_DIGITS && isDigit(bytes[at + 1 + digits])) {
            digits++;
        }
        boolean isPlain = digits > 0 && bytes[at + 1 + digits] == '\r' && (digits == 1 || bytes[at + 1] != '0');
        return isPlain ? at + 1 + digits + 2 : -1;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int length(byte[] bytes, int at, int first) {
        int length = 0;
        for (int digit = at + 1; digit < first - 2; digit++) {
            length = length * 10 + bytes[digit] - '0';
        }
        return length;
    }
}
