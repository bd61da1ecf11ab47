package io.fusioncache.server.query.parse;

/** Whole numbers from their digits, with exact bounds and without garbage. The digits are JSON's: checked already. */
final class Digits {
    private static final long MAX_TENTH = Long.divideUnsigned(-1L, 10);
    private static final long MAX_LAST = Long.remainderUnsigned(-1L, 10);

    private Digits() {}

    /**
     * A number of 64 bits with a sign.
     *
     * @throws ArithmeticException when it does not fit
     */
    static long signed(char[] characters, int offset, int length) {
        boolean negative = characters[offset] == '-';
        // Gathered below zero, where there is room for one number more.
        long value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            value = Math.subtractExact(Math.multiplyExact(value, 10L), (long) (characters[offset + i] - '0'));
        }
        return negative ? value : Math.negateExact(value);
    }

    /**
     * A number of 64 bits without a sign; {@code -0} is zero.
     *
     * @throws ArithmeticException when it does not fit
     */
    static long unsigned(char[] characters, int offset, int length) {
        if (characters[offset] == '-') {
            if (signed(characters, offset, length) < 0) {
                throw new ArithmeticException("negative");
            }
            return 0;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = characters[offset + i] - '0';
            if (Long.compareUnsigned(value, MAX_TENTH) > 0 || (value == MAX_TENTH && digit > MAX_LAST)) {
                throw new ArithmeticException("past 64 bits");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
