package io.fusioncache.server.engine.object;

import static io.fusioncache.server.engine.object.StoreFixture.column;
import static io.fusioncache.server.engine.object.StoreFixture.equal;
import static io.fusioncache.server.engine.object.StoreFixture.text;
import static io.fusioncache.server.engine.object.StoreFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searches that find more than is looked at ahead at once. */
class FinderTest {
    private static final int MANY = 3000;

    private final AtomicLong clock = new AtomicLong();

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture(new SplittableRandom(1), clock::getAndIncrement);

    private final ObjectClass item = fixture.create("Item", "code:string*", "number:int", "label:string");
    private final Column code = column(item, "code");

    /** 3 of 4 items have the same code. */
    private void storeItems() {
        fixture.store(item, MANY, (rows, row) -> {
            rows.setText(code, row, utf8(isCommon(row) ? "common" : "code-" + row));
            rows.setWhole(column(item, "number"), row, row % 7);
            rows.setText(column(item, "label"), row, utf8("label " + row));
        });
    }

    private static boolean isCommon(int row) {
        return row % 4 > 0;
    }

    private static int[] rows(IntPredicate wanted) {
        return IntStream.range(0, MANY).filter(wanted).toArray();
    }

    @Test
    void aWindowOfManyCandidatesIsThatOfTheRowsThatMeetTheOtherConditions() {
        storeItems();
        List<Condition> conditions =
                List.of(equal(item, "code", text("common")), equal(item, "number", new Scalar.Whole(3)));
        int[] all = rows(row -> isCommon(row) && row % 7 == 3);
        try (Snapshot snapshot = fixture.store.snapshot()) {
            for (int offset : new int[] {0, 1, 63, 64, 65, all.length - 1, all.length, Integer.MAX_VALUE}) {
                for (int limit : new int[] {0, 1, 63, 64, 65, all.length, Integer.MAX_VALUE}) {
                    FindResult found = snapshot.find(item, conditions, offset, limit);
                    int[] expected = IntStream.of(all).skip(offset).limit(limit).toArray();
                    assertArrayEquals(expected, found.rows(), () -> offset + ", " + limit);
                    assertEquals((long) offset + limit < all.length, found.more(), () -> offset + ", " + limit);
                }
            }
            assertArrayEquals(
                    new int[0],
                    snapshot.find(item, conditions, Long.MAX_VALUE, 1).rows());
        }
    }

    @Test
    void followingLinksFromManyObjectsFindsThoseThatLeadToThem() {
        ObjectClass order = fixture.create("Order", "items:Item[]");
        ObjectClass customer = fixture.create("Customer", "order:Order");
        SplittableRandom random = new SplittableRandom(3);
        List<int[]> links = new ArrayList<>();
        int[] orderOf = new int[MANY];
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows items = batch.rows(item);
            BatchRows orders = batch.rows(order);
            BatchRows customers = batch.rows(customer);
            for (int i = 0; i < MANY; i++) {
                items.setText(code, items.add(), utf8("code-" + i % 10 + (i % 10 == 9 ? "-" + i : "")));
            }
            for (int i = 0; i < MANY; i++) {
                links.add(new int[] {random.nextInt(MANY), random.nextInt(MANY)});
                orders.setLinks(column(order, "items"), orders.add(), links.get(i));
                orderOf[i] = random.nextInt(MANY);
                customers.setLink(column(customer, "order"), customers.add(), orderOf[i]);
            }
            fixture.store.store(batch);
        }
        // One item, few of many, and so many that a bit for each row is less.
        requireCustomers(customer, order, "code-9-19", i -> i == 19, links, orderOf);
        for (int digit = 0; digit < 9; digit++) {
            int last = digit;
            requireCustomers(customer, order, "code-" + digit, i -> i % 10 == last, links, orderOf);
        }
    }

    private void requireCustomers(
            ObjectClass customer,
            ObjectClass order,
            String wanted,
            IntPredicate isWanted,
            List<int[]> links,
            int[] orderOf) {
        Condition leaf = equal(item, "code", text(wanted));
        Condition linked = new Condition.Linked(column(order, "items"), List.of(leaf));
        List<Condition> conditions = List.of(new Condition.Linked(column(customer, "order"), List.of(linked)));
        int[] expected = rows(row -> IntStream.of(links.get(orderOf[row])).anyMatch(isWanted));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            assertArrayEquals(
                    expected,
                    snapshot.find(customer, conditions, 0, Integer.MAX_VALUE).rows());
        }
    }

    @Test
    void aTextIsComparedAsTheSnapshotSeesIt() {
        List<Oid> oids = fixture.store(item, MANY, (rows, row) -> rows.setText(code, row, utf8("code-" + row)));
        try (Snapshot before = fixture.store.snapshot()) {
            fixture.store.update(new UpdatePlan(
                    item,
                    new Selection.Oids(List.of(oids.get(2000))),
                    List.of(new Assignment.SetScalar(code, text("changed")))));
            try (Snapshot after = fixture.store.snapshot()) {
                assertEquals(1, found(before, "code-2000"));
                assertEquals(0, found(before, "changed"));
                assertEquals(0, found(after, "code-2000"));
                assertEquals(1, found(after, "changed"));
                assertEquals(1, found(after, "code-2001"));
            }
        }
    }

    private int found(Snapshot snapshot, String wanted) {
        return snapshot.find(item, List.of(equal(item, "code", text(wanted))), 0, 10)
                .rows()
                .length;
    }

    /** The clock goes on by one each time it is looked at. */
    @Test
    void aSearchByAnIndexThatGivesFewRowsLooksAtTheClockTwice() {
        storeItems();
        try (Snapshot snapshot = fixture.store.snapshot()) {
            FindResult few = snapshot.find(item, List.of(equal(item, "code", text("code-400"))), 0, 10);
            assertEquals(1, few.indexNanos());
            assertEquals(0, few.scanNanos());
            FindResult many = snapshot.find(item, List.of(equal(item, "code", text("common"))), 0, 10);
            assertEquals(1, many.indexNanos());
            assertEquals(1, many.scanNanos());
            FindResult scan = snapshot.find(item, List.of(equal(item, "number", new Scalar.Whole(3))), 0, 10);
            assertEquals(1, scan.indexNanos());
            assertEquals(1, scan.scanNanos());
        }
    }
}
