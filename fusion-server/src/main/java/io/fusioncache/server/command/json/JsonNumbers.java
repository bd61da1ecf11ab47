package io.fusioncache.server.command.json;

/** Compares JSON numbers of any length by what they are worth, without computing with them. */
public final class JsonNumbers {
    private JsonNumbers() {}

    /** Negative, 0 or positive, as the first number is less than, equal to or greater than the other. O(length). */
    public static int compare(String one, String other) {
        Normal a = Normal.of(one);
        Normal b = Normal.of(other);
        if (a.sign != b.sign) {
            return Integer.compare(a.sign, b.sign);
        }
        int magnitude = Long.compare(a.exponent, b.exponent);
        return a.sign * (magnitude != 0 ? magnitude : a.digits.compareTo(b.digits));
    }

    /** The same text for all numbers of the same worth: {@code 100}, {@code 1e2} and {@code 100.0}. */
    public static String canonical(String number) {
        Normal normal = Normal.of(number);
        return normal.sign == 0 ? "0" : (normal.sign < 0 ? "-" : "") + "0." + normal.digits + 'e' + normal.exponent;
    }

    /**
     * A number as 0.digits times ten to the exponent.
     *
     * @param sign -1, 0 or 1
     * @param digits without zeros at either end
     * @param exponent bounded, so that even a number whose exponent has hundreds of digits has its place
     */
    private record Normal(int sign, String digits, long exponent) {
        private static final long MOST = Long.MAX_VALUE / 4;
        private static final int SAFE_DIGITS = 17;

        static Normal of(String number) {
            int at = number.charAt(0) == '-' ? 1 : 0;
            StringBuilder digits = new StringBuilder(number.length());
            long point = -1;
            while (at + digits.length() + (point >= 0 ? 1 : 0) < number.length()) {
                char next = number.charAt(at + digits.length() + (point >= 0 ? 1 : 0));
                if (next == '.') {
                    point = digits.length();
                } else if (next == 'e' || next == 'E') {
                    break;
                } else {
                    digits.append(next);
                }
            }
            int exponentAt = at + digits.length() + (point >= 0 ? 1 : 0) + 1;
            long exponent = exponentAt < number.length() ? exponent(number.substring(exponentAt)) : 0;
            exponent += point >= 0 ? point : digits.length();
            int first = 0;
            while (first < digits.length() && digits.charAt(first) == '0') {
                first++;
            }
            int last = digits.length();
            while (last > first && digits.charAt(last - 1) == '0') {
                last--;
            }
            return first == last
                    ? new Normal(0, "", 0)
                    : new Normal(at == 1 ? -1 : 1, digits.substring(first, last), exponent - first);
        }

        private static long exponent(String text) {
            boolean negative = text.charAt(0) == '-';
            String unsigned = text.startsWith("+") || negative ? text.substring(1) : text;
            int first = 0;
            while (first < unsigned.length() - 1 && unsigned.charAt(first) == '0') {
                first++;
            }
            String digits = unsigned.substring(first);
            long size = digits.length() > SAFE_DIGITS ? MOST : Long.parseLong(digits);
            return negative ? -size : size;
        }
    }
}
