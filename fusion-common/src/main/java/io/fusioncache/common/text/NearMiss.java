package io.fusioncache.common.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person most likely meant by one that does not exist. */
public final class NearMiss {
    private NearMiss() {}

    /**
     * The name that is nearest to the unknown one, when it is near: when the two differ in one or two letters, in the
     * order of two neighbours, or in capitals only. O(names), with one that is much longer or shorter costing nothing.
     */
    public static Optional<String> of(String unknown, Collection<String> names) {
        String wanted = unknown.toLowerCase(Locale.ROOT);
        int tolerated = wanted.length() <= 4 ? 1 : 2;
        String nearest = null;
        int least = tolerated + 1;
        for (String name : names) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), tolerated);
            if (distance < least && distance < name.length()) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The end of a sentence about an unknown name: {@code ; did you mean surname?}, or a full stop. */
    public static String suggestion(String unknown, Collection<String> names) {
        return of(unknown, names).map(name -> "; did you mean " + name + "?").orElse(".");
    }

    /**
     * How many letters must be put in, left out, replaced or swapped with their neighbour; more than the most is cut
     * short.
     */
    private static int distance(String left, String right, int most) {
        if (Math.abs(left.length() - right.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length()];
    }
}
