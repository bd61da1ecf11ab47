package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowTableTest {
    private static final int PAGE = Cells.PAGE_ROWS;
    /** What two longs of an OID and two versions take. */
    private static final int ROW_BYTES = 32;

    private final CountingLedger ledger = new CountingLedger();
    private final RowTable rows = new RowTable(ledger);
    private long version;

    /** Stores so many rows as one write, each with its number as its OID. */
    private int[] store(int count) {
        int[] taken = rows.take(count);
        for (int row : taken) {
            rows.ensure(row);
            rows.setOid(row, row, ~row);
        }
        rows.bear(taken, ++version);
        return taken;
    }

    private void requireRows(int count) {
        for (int row = 0; row < count; row++) {
            assertEquals(row, rows.oidHigh(row));
            assertEquals(~row, rows.oidLow(row));
            assertTrue(rows.hasOid(row, row, ~row));
            assertFalse(rows.hasOid(row, row, row));
            assertTrue(rows.visible(row, version));
        }
        assertFalse(rows.visible(count, version));
        assertEquals(rows.recount(), ledger.held);
    }

    @Test
    void aFewRowsTakeLittle() {
        store(10);
        assertTrue(ledger.held < 1000, () -> ledger.held + " bytes");
        store(90);
        assertTrue(ledger.held < 256 * ROW_BYTES + 200, () -> ledger.held + " bytes");
        store(5 * PAGE - 100);
        requireRows(5 * PAGE);
        assertTrue(ledger.held < 5 * (PAGE * ROW_BYTES + 100), () -> ledger.held + " bytes");
    }

    @Test
    void manyRowsShareArraysThatTheNextRowsGoOnWith() {
        store(10);
        store(110 * PAGE);
        long many = ledger.held;
        assertTrue(many < 130L * PAGE * ROW_BYTES, () -> many + " bytes");
        store(13 * PAGE);
        requireRows(123 * PAGE + 10);
        assertTrue(ledger.held - many < 5000, () -> ledger.held - many + " bytes for pages that were there");
    }

    @Test
    void rowsThatAreNotPublishedOrDeletedAreNotVisible() {
        int[] pending = rows.take(40 * PAGE);
        rows.ensure(pending[0]);
        rows.ensure(pending[pending.length - 1]);
        assertFalse(rows.visible(pending[0], Long.MAX_VALUE));
        assertFalse(rows.visible(pending[pending.length - 1], Long.MAX_VALUE));
        rows.ensure(PAGE);
        rows.bear(new int[] {PAGE}, 5);
        assertFalse(rows.visible(PAGE, 4));
        rows.kill(PAGE, 7);
        assertTrue(rows.visible(PAGE, 6));
        assertFalse(rows.visible(PAGE, 7));
        rows.release(PAGE);
        assertFalse(rows.visible(PAGE, 7));
        assertFalse(rows.visible(PAGE, 6));
        assertFalse(rows.visible(PAGE, 0));
    }

    @Test
    void noMoreIsTakenThanWasAnnounced() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 60; i++) {
            int count = random.nextInt(4) == 0 ? random.nextInt(60 * PAGE) : random.nextInt(3 * PAGE);
            long before = ledger.held;
            long announced = rows.growth(count);
            store(count);
            assertTrue(
                    ledger.held - before <= announced + 3 * Sizes.array(rows.pageCount(), Sizes.REFERENCE),
                    () -> ledger.held - before + " bytes for " + count + " rows, not " + announced);
        }
        requireRows(rows.highWater());
    }
}
