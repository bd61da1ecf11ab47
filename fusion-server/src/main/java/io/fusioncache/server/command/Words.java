package io.fusioncache.server.command;

/** Words of a command as bytes: compared and read without making strings of them. */
public final class Words {
    private static final int LONGEST_INTEGER = 20;

    private Words() {}

    /** True when the bytes are the word, in any case of ASCII letters; the word is given in capitals. */
    public static boolean equalsIgnoreCase(byte[] bytes, String word) {
        if (bytes.length != word.length()) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (upper(bytes[i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int upper(byte letter) {
        return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    }

    /**
     * True when the bytes are a 64-bit integer as it is printed: no blanks, no plus sign, no leading zeros, so that
     * reading and printing it gives the same bytes.
     */
    public static boolean isInteger(byte[] bytes) {
        int length = bytes.length;
        if (length == 0 || length > LONGEST_INTEGER) {
            return false;
        }
        int digit = bytes[0] == '-' ? 1 : 0;
        if (digit == length || (bytes[digit] == '0' && length > 1)) {
            return false;
        }
        for (int i = digit; i < length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        int digits = length - digit;
        return digits < 19 || (digits == 19 && fits(bytes, digit));
    }

    private static boolean fits(byte[] bytes, int digit) {
        String limit = digit == 1 ? "9223372036854775808" : "9223372036854775807";
        for (int i = 0; i < limit.length(); i++) {
            int difference = bytes[digit + i] - limit.charAt(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }

    /** The integer that the bytes are; call {@link #isInteger} before. */
    public static long parseInteger(byte[] bytes) {
        int digit = bytes[0] == '-' ? 1 : 0;
        long negated = 0;
        for (int i = digit; i < bytes.length; i++) {
            negated = negated * 10 - (bytes[i] - '0');
        }
        return digit == 1 ? negated : -negated;
    }
}
