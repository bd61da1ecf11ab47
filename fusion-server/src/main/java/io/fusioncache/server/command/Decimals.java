package io.fusioncache.server.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decimal numbers as {@code INCRBYFLOAT} reads and prints them. */
public final class Decimals {
    /** The longest number that is printed, in bytes. */
    public static final int LONGEST = 5100;

    private static final int LARGEST_EXPONENT = 4932;
    private static final int FRACTION_DIGITS = 17;
    private static final String NOT_FINITE = "ERR increment would produce NaN or Infinity";

    private Decimals() {}

    /**
     * The number that the bytes are: digits with a sign, a point, an exponent.
     *
     * @param error the error when they are none
     */
    public static BigDecimal parse(byte[] bytes, String error) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.length() > LONGEST) {
            throw new CommandException(error);
        }
        if (isInfinite(text)) {
            throw new CommandException(NOT_FINITE);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
                throw new CommandException(error);
            }
            return number;
        } catch (NumberFormatException noNumber) {
            throw new CommandException(error);
        }
    }

    private static boolean isInfinite(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        String unsigned = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
        return unsigned.equals("inf") || unsigned.equals("infinity");
    }

    /**
     * The number without an exponent, rounded to {@value #FRACTION_DIGITS} digits after the point, without idle zeros.
     */
    public static byte[] print(BigDecimal number) {
        BigDecimal rounded =
                number.scale() > FRACTION_DIGITS ? number.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN) : number;
        BigDecimal shortest = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return shortest.toPlainString().getBytes(StandardCharsets.US_ASCII);
    }
}
