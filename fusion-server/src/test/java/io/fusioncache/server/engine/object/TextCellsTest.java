package io.fusioncache.server.engine.object;

import static io.fusioncache.server.engine.object.StoreFixture.column;
import static io.fusioncache.server.engine.object.StoreFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts that a bulk write packs. The oracle compares the account with a recount after each test. */
class TextCellsTest {
    private static final int MANY = 5 * Cells.PAGE_ROWS;

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture();

    private final ObjectClass pair = fixture.create("Pair", "k:string*", "v:string");
    private final Column key = column(pair, "k");
    private final Column value = column(pair, "v");

    private TextCells keys() {
        return (TextCells) key.cells();
    }

    private List<Oid> storePairs(int count, String prefix) {
        return fixture.store(pair, count, (rows, i) -> {
            byte[] source = utf8("..." + prefix + i + "...");
            rows.setText(key, i, source, 3, source.length - 6);
            if (i % 3 > 0) {
                rows.setText(value, i, utf8("value of " + prefix + i));
            }
        });
    }

    private void requirePairs(List<Oid> oids, String prefix) {
        try (Snapshot snapshot = fixture.store.snapshot()) {
            for (int i = 0; i < oids.size(); i++) {
                int row = snapshot.rowOf(pair, oids.get(i).high(), oids.get(i).low());
                assertArrayEquals(utf8(prefix + i), snapshot.text(key, row));
                byte[] held = snapshot.text(value, row);
                if (i % 3 > 0) {
                    assertArrayEquals(utf8("value of " + prefix + i), held);
                } else {
                    assertNull(held);
                }
            }
        }
    }

    private long count(Column column, String text) {
        return fixture.count(
                pair, new Condition.Compare(column, Condition.Comparison.EQUAL, new Scalar.Text(utf8(text))));
    }

    @Test
    void aBulkWriteIntoAnEmptyClassPacksWholePages() {
        List<Oid> oids = storePairs(MANY, "p");
        assertNotNull(keys().packed(1));
        assertNotNull(keys().packed(4));
        requirePairs(oids, "p");
        assertEquals(1, count(key, "p4000"));
        assertEquals(1, count(value, "value of p4000"));
        assertEquals(0, count(value, "value of p4002"));
    }

    @Test
    void aBulkWriteBehindOtherRowsPacksWholePagesToo() {
        List<Oid> first = storePairs(100, "a");
        List<Oid> second = storePairs(MANY, "b");
        assertNull(keys().packed(0));
        assertNotNull(keys().packed(1));
        assertNotNull(keys().packed(4));
        requirePairs(first, "a");
        requirePairs(second, "b");
        assertEquals(1, count(key, "b4000"));
    }

    @Test
    void packedTextsTakeLess() {
        storePairs(MANY, "a-key-of-some-length-");
        long packed = fixture.account.used();
        try (Snapshot snapshot = fixture.store.snapshot()) {
            for (int page = 0; page < 5; page++) {
                keys().unpack(page);
                ((TextCells) value.cells()).unpack(page);
            }
            assertEquals(MANY, snapshot.count(pair, List.of()).count());
        }
        assertTrue(packed + MANY * 20L < fixture.account.used(), () -> packed + " against " + fixture.account.used());
    }

    @Test
    void aChangedTextIsSeenAndTheOldOneInOlderSnapshots() {
        List<Oid> oids = storePairs(MANY, "p");
        Oid changed = oids.get(3000);
        try (Snapshot before = fixture.store.snapshot()) {
            fixture.store.update(new UpdatePlan(
                    pair,
                    new Selection.Oids(List.of(changed)),
                    List.of(new Assignment.SetScalar(key, new Scalar.Text(utf8("changed"))))));
            assertNull(keys().packed(2));
            int row = before.rowOf(pair, changed.high(), changed.low());
            assertArrayEquals(utf8("p3000"), before.text(key, row));
        }
        assertEquals(0, count(key, "p3000"));
        assertEquals(1, count(key, "changed"));
        assertEquals(1, count(key, "p3001"));
    }

    @Test
    void aRemovedTextIsGoneAndItsNeighboursStay() {
        List<Oid> oids = storePairs(MANY, "p");
        fixture.store.update(
                new UpdatePlan(pair, new Selection.Oids(List.of(oids.get(3000))), List.of(new Assignment.Remove(key))));
        assertNotNull(keys().packed(2));
        assertEquals(0, count(key, "p3000"));
        assertEquals(1, count(key, "p2999"));
        assertEquals(1, count(key, "p3001"));
    }

    @Test
    void deletedTextsGiveTheirMemoryBackWhenTheyAreMost() {
        List<Oid> oids = storePairs(MANY, "p");
        fixture.store.delete(new DeletePlan(pair, new Selection.Oids(oids.subList(1024, 1024 + 500)), false));
        fixture.store.createClasses(List.of());
        assertNotNull(keys().packed(1));
        assertEquals(0, count(key, "p1100"));
        fixture.store.delete(new DeletePlan(pair, new Selection.Oids(oids.subList(1524, 2048)), false));
        fixture.store.createClasses(List.of());
        assertNull(keys().packed(1));
        assertEquals(1, count(key, "p2048"));
        storePairs(2 * Cells.PAGE_ROWS, "q");
        assertEquals(1, count(key, "q2000"));
    }

    @Test
    void textsThatAreTooLongForAPageStandAlone() {
        String large = "x".repeat(1000);
        List<Oid> oids =
                fixture.store(pair, MANY, (rows, i) -> rows.setText(key, i, utf8(i < 2000 ? "p" + i : large + i)));
        assertNull(keys().packed(3));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            Oid last = oids.getLast();
            assertArrayEquals(
                    utf8(large + (MANY - 1)), snapshot.text(key, snapshot.rowOf(pair, last.high(), last.low())));
        }
        assertEquals(1, count(key, large + 4000));
    }

    @Test
    void rowsOfABatchMayBeSetInAnyOrderAndTwice() {
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows rows = batch.rows(pair);
            for (int i = 0; i < MANY; i++) {
                rows.add();
            }
            for (int i = 1; i < MANY; i += 2) {
                rows.setText(key, i, utf8("odd" + i));
            }
            for (int i = 0; i < MANY; i += 2) {
                rows.setText(key, i, utf8("even" + i));
            }
            rows.setText(key, 3000, utf8("second"));
            rows.setText(value, 4000, utf8("first"));
            rows.setText(value, 4000, utf8("second"));
            fixture.store.store(batch);
        }
        assertEquals(1, count(key, "odd3001"));
        assertEquals(1, count(key, "even3002"));
        assertEquals(0, count(key, "even3000"));
        assertEquals(1, count(key, "second"));
        assertEquals(0, count(value, "first"));
        assertEquals(1, count(value, "second"));
    }

    private TextSlab slab(int page) {
        PackedTexts packed = keys().packed(page);
        assertNotNull(packed);
        return packed.slab();
    }

    @Test
    void thePagesOfALargeWriteShareArrays() {
        List<Oid> first = storePairs(60 * Cells.PAGE_ROWS, "a-key-of-some-length-");
        assertSame(slab(40), slab(41));
        // Behind them, and not at the beginning of a page: packed anew.
        List<Oid> second = storePairs(100, "b");
        List<Oid> third = storePairs(60 * Cells.PAGE_ROWS, "c-key-of-some-length-");
        assertSame(slab(100), slab(101));
        requirePairs(first, "a-key-of-some-length-");
        requirePairs(second, "b");
        requirePairs(third, "c-key-of-some-length-");
        assertEquals(1, count(key, "c-key-of-some-length-40000"));
    }

    @Test
    void anArrayIsGivenBackWhenMostOfItsPagesAreGone() {
        List<Oid> oids = storePairs(80 * Cells.PAGE_ROWS, "a-key-of-some-length-");
        int page = 45;
        TextSlab shared = slab(page);
        assertSame(shared, slab(page + 1));
        long before = fixture.account.used();
        int begin = page * Cells.PAGE_ROWS;
        fixture.store.delete(new DeletePlan(pair, new Selection.Oids(oids.subList(1024, begin)), false));
        fixture.store.delete(
                new DeletePlan(pair, new Selection.Oids(oids.subList(begin + 1024, oids.size() - 1024)), false));
        fixture.store.createClasses(List.of());
        assertNotSame(shared, slab(page));
        assertEquals(1, count(key, "a-key-of-some-length-" + (begin + 1000)));
        assertEquals(0, count(key, "a-key-of-some-length-" + (begin + 1024)));
        assertTrue(fixture.account.used() < before - 2 * shared.held(), () -> before + " before");
    }

    @Test
    void theRestOfAnArrayIsNotHeldForASmallerWrite() {
        storePairs(10, "p");
        long before = fixture.account.used();
        int count = 30 * Cells.PAGE_ROWS;
        fixture.store(
                pair, count, (rows, i) -> rows.setText(value, i, utf8("a value of thirty bytes " + (100_000 + i))));
        long each = (fixture.account.used() - before) / count;
        assertTrue(each < 32 + 30 + 2 + 32 + 20, () -> each + " bytes for each object");
    }

    @Test
    void pagesOfLongerTextsCountInFourBytes() {
        String large = "x".repeat(100);
        List<Oid> oids = fixture.store(pair, 30 * Cells.PAGE_ROWS, (rows, i) -> {
            if (i % 5 > 0) {
                rows.setText(key, i, utf8(large + i));
            }
            rows.setText(value, i, utf8(""));
        });
        assertSame(slab(20), slab(21));
        assertEquals(1, count(key, large + 25_001));
        assertEquals(0, count(key, large + 25_000));
        assertEquals(30 * Cells.PAGE_ROWS, count(value, ""));
        fixture.store.update(new UpdatePlan(
                pair, new Selection.Oids(List.of(oids.get(25_001))), List.of(new Assignment.Remove(key))));
        assertEquals(0, count(key, large + 25_001));
        assertEquals(1, count(key, large + 25_002));
    }

    @Test
    void anAbsentTextEqualsNoneOfAnyLength() {
        storePairs(MANY, "p");
        for (int length : new int[] {0, 1, Short.MAX_VALUE, Short.MAX_VALUE + 1, Short.MAX_VALUE + 2}) {
            assertEquals(0, count(value, "x".repeat(length)));
        }
    }

    @Test
    void aStoreThatFailsHalfWayLeavesNothingBehind() {
        AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        SplittableRandom random = new SplittableRandom(1);
        StoreFixture failing = new StoreFixture(() -> {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("on purpose");
            }
            return random.nextLong();
        });
        ObjectClass text = failing.create("Text", "t:string");
        Column member = column(text, "t");
        for (int rowsBefore = 0; rowsBefore < 2; rowsBefore++) {
            left.set(2 * 50 * Cells.PAGE_ROWS);
            assertThrows(
                    IllegalStateException.class,
                    () -> failing.store(
                            text,
                            60 * Cells.PAGE_ROWS,
                            (rows, i) -> rows.setText(member, i, utf8("a value of thirty bytes " + i))));
            left.set(Integer.MAX_VALUE);
            Oracle.check(failing.store, failing.account);
            assertEquals(rowsBefore, failing.count(text));
            assertTrue(member.cells().recount() < 300_000, () -> member.cells().recount() + " bytes");
            failing.store(text, 1, (rows, i) -> rows.setText(member, i, utf8("one")));
        }
    }
}
