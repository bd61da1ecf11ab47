package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class RowSetTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private long asked;

    /** Checks a set of so many rows below an end, and returns the bytes it asked for. */
    private long check(int size, int end) {
        BitSet expected = new BitSet();
        while (expected.cardinality() < size) {
            expected.set(random.nextInt(end));
        }
        IntList rows = new IntList();
        expected.stream().forEach(rows::add);
        asked = 0;
        IntPredicate set = RowSet.of(rows, bytes -> asked += bytes);
        for (int i = 0; i < rows.size(); i++) {
            assertTrue(set.test(rows.get(i)));
        }
        for (int i = 0; i < 10_000; i++) {
            int row = random.nextInt(end);
            assertEquals(expected.get(row), set.test(row), () -> row + " of " + expected);
        }
        return asked;
    }

    @Test
    void aSetHasItsRowsAndNoOthersWhateverItsSize() {
        for (int size : new int[] {0, 1, 4, 5, 6, 64, 1000}) {
            check(size, 2000);
            check(size, 1_000_000);
            check(size, Integer.MAX_VALUE);
        }
    }

    @Test
    void aSetTakesMemoryForItsRowsOrABitForEachOfTheClassWhicheverIsLess() {
        assertEquals(0, check(4, Integer.MAX_VALUE));
        assertTrue(check(1000, Integer.MAX_VALUE) <= 4 * 1000 * Integer.BYTES);
        assertTrue(check(50_000, 100_000) <= 100_000 / Byte.SIZE + 32);
    }
}
