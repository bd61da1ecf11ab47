package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.engine.object.Condition.Comparison;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RangesTest {
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, 2, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    /** Longer than what the compiler's loops take at once, and not a multiple of it. */
    private static final int LENGTH = 77;

    @Test
    void aPageHasAValueOfARangeExactlyWhenOneOfItsValuesIsInTheRange() {
        for (Comparison comparison : Comparison.values()) {
            for (long constant : EDGES) {
                for (boolean unsigned : new boolean[] {false, true}) {
                    Ranges.Whole range = Ranges.Whole.of(comparison, constant, unsigned);
                    for (long most : EDGES) {
                        for (long one : EDGES) {
                            assertEveryPlace(range, most, one);
                        }
                    }
                }
            }
        }
    }

    private static void assertEveryPlace(Ranges.Whole range, long most, long one) {
        long[] values = new long[LENGTH];
        Arrays.fill(values, most);
        for (int from : new int[] {0, 16}) {
            for (int place = 0; place < LENGTH; place += 19) {
                values[place] = one;
                boolean expected = isInside(range, most) || (place >= from && isInside(range, one));
                assertEquals(
                        expected,
                        range.anyInside(values, from),
                        () -> range + " of " + most + " and from " + from + " on one " + one);
                values[place] = most;
            }
        }
    }

    private static boolean isInside(Ranges.Whole range, long value) {
        return range.test(value) != range.outside();
    }
}
