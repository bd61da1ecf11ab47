package io.fusioncache.cli.measure;

import java.util.Locale;

/** Bytes for people. */
final class ByteCount {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private ByteCount() {}

    /** Such as {@code 832B} and {@code 1.5MiB}. */
    static String of(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + "B" : String.format(Locale.ROOT, "%.1f%s", amount, UNITS[unit]);
    }
}
