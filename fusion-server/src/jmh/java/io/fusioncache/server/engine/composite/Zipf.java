package io.fusioncache.server.engine.composite;

import java.util.Arrays;
import java.util.Random;

/** Numbers below a bound, drawn beforehand so that a few are frequent and most are rare, in no order of their size. */
public final class Zipf {
    private static final int DRAWN = 1 << 20;

    private final int[] drawn = new int[DRAWN];

    /** Draws numbers below the bound; the same for the same seed. */
    public Zipf(int bound, double exponent, long seed) {
        double[] sums = new double[bound];
        double sum = 0;
        for (int rank = 0; rank < bound; rank++) {
            sum += 1 / Math.pow(rank + 1, exponent);
            sums[rank] = sum;
        }
        Random random = new Random(seed);
        int[] scrambled = new int[bound];
        for (int i = 0; i < bound; i++) {
            int other = random.nextInt(i + 1);
            scrambled[i] = scrambled[other];
            scrambled[other] = i;
        }
        for (int i = 0; i < DRAWN; i++) {
            int rank = Arrays.binarySearch(sums, random.nextDouble() * sum);
            drawn[i] = scrambled[Math.min(rank < 0 ? -rank - 1 : rank, bound - 1)];
        }
    }

    /** The number at a place; places go round. */
    public int at(int place) {
        return drawn[place & DRAWN - 1];
    }
}
