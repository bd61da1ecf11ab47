package io.fusioncache.common.config;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people write them. */
public final class ByteSize {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private ByteSize() {}

    /**
     * Bytes of a text: a whole number, alone or with {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB};
     * {@code K}, {@code KB} and so on mean the same powers of 1024. Capitals don't matter.
     *
     * @throws IllegalArgumentException for anything else; its message goes on after a name
     */
    public static long parse(String text) {
        String number = text.replaceFirst("[^0-9].*$", "");
        String unit = text.substring(number.length()).strip().toLowerCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : power(unit);
        if (number.isEmpty() || number.length() > 18 || power < 0) {
            throw new IllegalArgumentException("takes a number of bytes such as 1048576 or 1MiB, not "
                    + (text.isEmpty() ? "an empty text" : text));
        }
        long bytes = Long.parseLong(number);
        if (bytes > Long.MAX_VALUE >> (10 * power)) {
            throw new IllegalArgumentException("takes a smaller number of bytes than " + text);
        }
        return bytes << (10 * power);
    }

    private static int power(String unit) {
        for (int i = 0; i < UNITS.size(); i++) {
            String full = UNITS.get(i).toLowerCase(Locale.ROOT);
            if (unit.equals(full) || unit.equals(full.substring(0, 1)) || unit.equals(full.charAt(0) + "b")) {
                return i;
            }
        }
        return -1;
    }

    /** The number in the largest unit that leaves it whole: {@code 1 MiB}, {@code 1500 B}. */
    public static String print(long bytes) {
        int power = 0;
        long number = bytes;
        while (power < UNITS.size() - 1 && number != 0 && number % 1024 == 0) {
            number /= 1024;
            power++;
        }
        return number + " " + UNITS.get(power);
    }
}
