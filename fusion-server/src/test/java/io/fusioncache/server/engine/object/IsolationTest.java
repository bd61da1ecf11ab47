package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers see whole writes and never wait for one; small writes do not wait for a large one. */
@Timeout(60)
class IsolationTest {
    private static final int MANY = 500_000;

    private final GatedRandom random = new GatedRandom();

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture(random);

    /** Lets a test hold a store where it draws an OID. */
    private static final class GatedRandom implements RandomGenerator {
        private final SplittableRandom random = new SplittableRandom(5);
        private final AtomicReference<@Nullable Runnable> gate = new AtomicReference<>();
        private long until;

        /** Runs something, once, in the thread that draws the number that comes so many later. */
        void after(long numbers, Runnable action) {
            until = numbers;
            gate.set(action);
        }

        @Override
        public long nextLong() {
            if (gate.get() != null && --until == 0) {
                Runnable action = gate.getAndSet(null);
                if (action != null) {
                    action.run();
                }
            }
            return random.nextLong();
        }
    }

    @Test
    void aReaderSeesAllOrNoneOfALargeStoreAndIsNotHeldUp() throws Exception {
        ObjectClass point = fixture.create("Point", "x:int", "tag:string*");
        byte[] tag = StoreFixture.utf8("same");
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        random.after(MANY, () -> {
            halfway.countDown();
            awaitUninterruptibly(goOn);
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                StoreBatch batch = fixture.store.newBatch();
                Snapshot before = fixture.store.snapshot()) {
            BatchRows rows = batch.rows(point);
            for (int i = 0; i < MANY; i++) {
                int row = rows.add();
                rows.setWhole(StoreFixture.column(point, "x"), row, i);
                rows.setText(StoreFixture.column(point, "tag"), row, tag);
            }
            Future<?> stored = threads.submit(() -> fixture.store.store(batch));
            halfway.await();
            // The store stands still with half of its rows applied, and holds the lock.
            try (Snapshot during = fixture.store.snapshot()) {
                assertSees(0, during, point);
            }
            assertFalse(stored.isDone());
            AtomicBoolean seen = new AtomicBoolean();
            Future<Integer> watching = threads.submit(() -> {
                int looks = 0;
                while (!seen.get()) {
                    try (Snapshot snapshot = fixture.store.snapshot()) {
                        long count = snapshot.count(point, List.of()).count();
                        assertTrue(count == 0 || count == MANY, () -> "saw " + count);
                        assertSees(count, snapshot, point);
                        seen.set(count == MANY);
                        looks++;
                    }
                }
                return looks;
            });
            goOn.countDown();
            stored.get();
            assertTrue(watching.get() > 0);
            assertSees(0, before, point);
        }
        try (Snapshot after = fixture.store.snapshot()) {
            assertSees(MANY, after, point);
        }
    }

    private static void assertSees(long count, Snapshot snapshot, ObjectClass point) {
        Condition indexed = StoreFixture.equal(point, "tag", StoreFixture.text("same"));
        Condition scanned = new Condition.Compare(
                StoreFixture.column(point, "x"), Condition.Comparison.GREATER_OR_EQUAL, new Scalar.Whole(0));
        assertEquals(count, snapshot.count(point, List.of(indexed)).count(), "by the index");
        assertEquals(count, snapshot.count(point, List.of(scanned)).count(), "by a scan");
        assertEquals(
                count, snapshot.find(point, List.of(), 0, Integer.MAX_VALUE).rows().length, "all");
    }

    @Test
    void aSmallWriteGoesBetweenTheSlicesOfALargeOne() throws Exception {
        ObjectClass point = fixture.create("Point", "x:int*");
        Column x = StoreFixture.column(point, "x");
        AtomicReference<@Nullable Future<Long>> small = new AtomicReference<>();
        AtomicReference<@Nullable Thread> smallThread = new AtomicReference<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            random.after(1000, () -> {
                // In the first slice another write arrives: wait until it queues for its turn.
                small.set(threads.submit(() -> {
                    smallThread.set(Thread.currentThread());
                    fixture.store(point, 1, (rows, row) -> rows.setWhole(x, row, -1));
                    return fixture.count(point);
                }));
                awaitQueued(smallThread);
            });
            fixture.store(point, 20 * ObjectStore.SLICE_ROWS, (rows, row) -> rows.setWhole(x, row, row));
            Future<Long> written = Objects.requireNonNull(small.get());
            assertEquals(1, written.get(), "what the small write saw when it was done: nothing of the large one");
        }
        assertEquals(20L * ObjectStore.SLICE_ROWS + 1, fixture.count(point));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            int[] first = snapshot.find(point, List.of(), 0, 1).rows();
            assertEquals(-1, snapshot.whole(x, first[0]), "it was published first, so it comes first");
        }
    }

    @Test
    void snapshotsStayWholeWhileOthersUpdateAndDelete() throws Exception {
        // In every version all cells of all objects have the same value, and every pair is linked.
        ObjectClass cell = fixture.create("Cell", "a:int*", "b:string*", "c:decimal", "next:Cell");
        Column a = StoreFixture.column(cell, "a");
        Column b = StoreFixture.column(cell, "b");
        Column c = StoreFixture.column(cell, "c");
        Column next = StoreFixture.column(cell, "next");
        int objects = 3000;
        fixture.store(cell, objects, (rows, row) -> {
            rows.setWhole(a, row, 0);
            rows.setText(b, row, StoreFixture.utf8("0"));
            rows.setDecimal(c, row, 0);
            rows.setLink(next, row, row);
        });
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> reading = threads.submit(() -> {
                int looks = 0;
                while (!done.get()) {
                    look(cell);
                    looks++;
                }
                return looks;
            });
            for (int i = 1; i <= 60; i++) {
                fixture.store.update(new UpdatePlan(
                        cell,
                        new Selection.All(),
                        List.of(
                                new Assignment.SetScalar(a, new Scalar.Whole(i)),
                                new Assignment.SetScalar(b, StoreFixture.text(Integer.toString(i))),
                                new Assignment.SetScalar(c, new Scalar.Decimal(i)))));
                if (i % 3 == 0) {
                    int value = i;
                    fixture.store.delete(new DeletePlan(cell, new Selection.All(), false));
                    fixture.store(cell, objects, (rows, row) -> {
                        rows.setWhole(a, row, value);
                        rows.setText(b, row, StoreFixture.utf8(Integer.toString(value)));
                        rows.setDecimal(c, row, value);
                        rows.setLink(next, row, row);
                    });
                }
            }
            done.set(true);
            assertTrue(reading.get() > 0);
        }
    }

    private void look(ObjectClass cell) {
        try (Snapshot snapshot = fixture.store.snapshot()) {
            int[] rows = snapshot.find(cell, List.of(), 0, Integer.MAX_VALUE).rows();
            assertEquals(rows.length, snapshot.count(cell, List.of()).count());
            if (rows.length == 0) {
                return;
            }
            long value = snapshot.whole(StoreFixture.column(cell, "a"), rows[0]);
            Scalar text = StoreFixture.text(Long.toString(value));
            Condition[] conditions = {
                StoreFixture.equal(cell, "a", new Scalar.Whole(value)),
                StoreFixture.equal(cell, "b", text),
                StoreFixture.equal(cell, "c", new Scalar.Decimal((double) value)),
                new Condition.Matches(
                        StoreFixture.column(cell, "b"), com.google.re2j.Pattern.compile(Long.toString(value))),
                new Condition.Linked(StoreFixture.column(cell, "next"), List.of(StoreFixture.equal(cell, "b", text)))
            };
            for (Condition condition : conditions) {
                assertEquals(
                        rows.length,
                        snapshot.count(cell, List.of(condition)).count(),
                        () -> "in version " + snapshot.version() + " for " + condition);
            }
            for (int row : rows) {
                assertEquals(row, snapshot.rowOf(cell, snapshot.oidHigh(cell, row), snapshot.oidLow(cell, row)));
                assertEquals(row, snapshot.link(StoreFixture.column(cell, "next"), row));
                assertEquals((double) value, snapshot.decimal(StoreFixture.column(cell, "c"), row));
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Spins until the thread waits for a lock. */
    private static void awaitQueued(AtomicReference<@Nullable Thread> reference) {
        Thread thread = reference.get();
        while (thread == null || thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
            thread = reference.get();
        }
    }
}
