package io.fusioncache.server.engine.object;

import static io.fusioncache.server.engine.object.StoreFixture.column;
import static io.fusioncache.server.engine.object.StoreFixture.define;
import static io.fusioncache.server.engine.object.StoreFixture.equal;
import static io.fusioncache.server.engine.object.StoreFixture.refused;
import static io.fusioncache.server.engine.object.StoreFixture.text;
import static io.fusioncache.server.engine.object.StoreFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.fql.FqlError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectStoreTest {
    private static final Oid NOBODY = new Oid(0x4000L, Long.MIN_VALUE);

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture();

    @Test
    void classesAreMadeAllOrNone() {
        fixture.create("A", "m:int");
        assertEquals(
                "A",
                refused(FqlError.CLASS_EXISTS, () -> fixture.create("A", "m:int"))
                        .about());
        refused(
                FqlError.CLASS_EXISTS,
                () -> fixture.store.createClasses(List.of(define("B", "m:int"), define("B", "m:int"))));
        assertEquals(
                "Nowhere",
                refused(
                                FqlError.TYPE_NOT_FOUND,
                                () -> fixture.store.createClasses(
                                        List.of(define("B", "m:int"), define("C", "m:Nowhere"))))
                        .about());
        fixture.store.createClasses(List.of(define("B", "c:C[]", "self:B"), define("C", "a:A")));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            assertEquals(
                    List.of("A", "B", "C"),
                    snapshot.catalog().classes().stream()
                            .map(ObjectClass::toString)
                            .toList());
        }
        assertEquals(fixture.known("C"), column(fixture.known("B"), "c").target());
        assertEquals(fixture.known("B"), column(fixture.known("B"), "self").target());
    }

    @Test
    void aClassTakesNoMoreMemoryThanThereIs() {
        fixture.account.limit(1000);
        refused(FqlError.MEMORY_LIMIT, () -> fixture.create("A", "m:int"));
        assertEquals(0, fixture.account.used());
    }

    @Test
    void aBatchThatIsNotStoredReturnsItsCharge() {
        ObjectClass a = fixture.create("A", "t:string", "l:int[]");
        long before = fixture.account.used();
        try (StoreBatch batch = fixture.store.newBatch()) {
            for (int i = 0; i < 5000; i++) {
                BatchRows rows = batch.rows(a);
                int row = rows.add();
                rows.setText(column(a, "t"), row, new byte[100]);
                rows.setWholes(column(a, "l"), row, new long[10]);
                rows.setWholes(column(a, "l"), row, new long[11]);
            }
            assertTrue(fixture.account.used() > before + 5000 * 200);
            assertEquals(List.of(a), List.copyOf(batch.classes()));
        }
        assertEquals(before, fixture.account.used());
        assertEquals(0, fixture.count(a));
    }

    @Test
    void aStoreBeyondTheLimitChangesNothing() {
        ObjectClass a = fixture.create("A", "t:string*", "self:A");
        fixture.store(a, 100, (rows, row) -> rows.setText(column(a, "t"), row, utf8("t" + row)));
        long before = fixture.account.used();
        fixture.account.limit(before + 100_000);
        refused(
                FqlError.MEMORY_LIMIT,
                () -> fixture.store(a, 10_000, (rows, row) -> rows.setText(column(a, "t"), row, new byte[50])));
        assertEquals(before, fixture.account.used());
        // The batch fits, but not the pages and index entries that it needs.
        refused(FqlError.MEMORY_LIMIT, () -> fixture.store(a, 3_000, (rows, row) -> {}));
        assertEquals(before, fixture.account.used());
        assertEquals(100, fixture.count(a));
    }

    @Test
    void memoryOfDeletedObjectsCanBeUsedAgainOnceNoSnapshotNeedsThem() {
        ObjectClass a = fixture.create("A", "t:string*");
        fixture.store(a, 1000, (rows, row) -> rows.setText(column(a, "t"), row, new byte[1000]));
        Snapshot old = fixture.store.snapshot();
        fixture.store.delete(new DeletePlan(a, new Selection.All(), false));
        fixture.account.limit(fixture.account.used() + 200_000);
        refused(
                FqlError.MEMORY_LIMIT,
                () -> fixture.store(a, 1000, (rows, row) -> rows.setText(column(a, "t"), row, new byte[1000])));
        assertEquals(1000, old.find(a, List.of(), 0, 5000).rows().length);
        old.close();
        fixture.store(a, 1000, (rows, row) -> rows.setText(column(a, "t"), row, new byte[1000]));
        assertEquals(1000, fixture.count(a, equal(a, "t", new Scalar.Text(new byte[1000]))));
    }

    @Test
    void linksToObjectsThatExist() {
        ObjectClass city = fixture.create("City", "name:string*");
        ObjectClass person = fixture.create("Person", "name:string", "city:City", "been:City[]");
        List<Oid> cities =
                fixture.store(city, 2, (rows, row) -> rows.setText(column(city, "name"), row, utf8("c" + row)));
        try (StoreBatch batch = fixture.store.newBatch()) {
            int first = batch.existing(city, cities.get(0));
            int second = batch.existing(city, cities.get(1));
            assertTrue(first < 0 && second < 0);
            assertEquals(first, batch.existing(city, cities.get(0)));
            BatchRows rows = batch.rows(person);
            rows.add();
            int linked = rows.add();
            rows.setLink(column(person, "city"), linked, second);
            rows.setLinks(column(person, "been"), linked, new int[] {second, first, second});
            fixture.store.store(batch);
            assertEquals(Integer.MIN_VALUE, rows.link(column(person, "city"), 0));
            assertEquals(second, rows.link(column(person, "city"), linked));
            assertEquals(0, rows.links(column(person, "been"), 0).length);
            assertArrayEquals(new int[] {second, first, second}, rows.links(column(person, "been"), linked));
        }
        Condition inSecond = new Condition.Linked(column(person, "city"), List.of(equal(city, "name", text("c1"))));
        assertEquals(1, fixture.count(person, inSecond));
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows rows = batch.rows(person);
            rows.setLink(column(person, "city"), rows.add(), batch.existing(city, NOBODY));
            assertEquals(
                    "00000000-0000-4000-8000-000000000000",
                    refused(FqlError.OID_NOT_FOUND, () -> fixture.store.store(batch))
                            .about());
        }
        assertEquals(2, fixture.count(person));
    }

    @Test
    void writesOfAClassThatWasClearedAreRefused() {
        ObjectClass a = fixture.create("A", "m:int");
        try (StoreBatch batch = fixture.store.newBatch()) {
            batch.rows(a).add();
            fixture.store(a, 3, (rows, row) -> rows.setWhole(column(a, "m"), row, row));
            assertEquals(3, fixture.store.clear());
            assertEquals(0, fixture.store.clear());
            fixture.create("A", "m:int");
            assertEquals(
                    "A",
                    refused(FqlError.CLASS_NOT_FOUND, () -> fixture.store.store(batch))
                            .about());
        }
        refused(
                FqlError.CLASS_NOT_FOUND,
                () -> fixture.store.update(new UpdatePlan(a, new Selection.All(), List.of())));
        refused(FqlError.CLASS_NOT_FOUND, () -> fixture.store.delete(new DeletePlan(a, new Selection.All(), false)));
        assertEquals(0, fixture.count(fixture.known("A")));
    }

    @Test
    void anUpdateThatCannotBeWholeChangesNothing() {
        ObjectClass a = fixture.create("A", "m:int*", "next:A");
        List<Oid> oids = fixture.store(a, 3, (rows, row) -> rows.setWhole(column(a, "m"), row, row));
        UpdatePlan plan = new UpdatePlan(
                a,
                new Selection.Oids(List.of(oids.get(0), NOBODY, oids.get(0))),
                List.of(
                        new Assignment.SetScalar(column(a, "m"), new Scalar.Whole(9)),
                        new Assignment.Relink(column(a, "next"), List.of(NOBODY))));
        refused(FqlError.OID_NOT_FOUND, () -> fixture.store.update(plan));
        assertEquals(1, fixture.count(a, equal(a, "m", new Scalar.Whole(0))));
        UpdateResult result = fixture.store.update(
                new UpdatePlan(a, plan.selection(), List.of(plan.assignments().getFirst())));
        assertEquals(1, result.count());
        assertEquals(List.of(NOBODY), result.missing());
        assertEquals(0, fixture.count(a, equal(a, "m", new Scalar.Whole(0))));
        assertEquals(1, fixture.count(a, equal(a, "m", new Scalar.Whole(9))));

        fixture.account.limit(fixture.account.used() + 100);
        refused(
                FqlError.MEMORY_LIMIT,
                () -> fixture.store.update(new UpdatePlan(
                        a,
                        new Selection.All(),
                        List.of(new Assignment.SetScalar(column(a, "m"), new Scalar.Whole(10))))));
        assertEquals(0, fixture.count(a, equal(a, "m", new Scalar.Whole(10))));
    }

    @Test
    void anUpdateThroughAListChangesEachLinkedObjectOnce() {
        ObjectClass leaf = fixture.create("Leaf", "m:int*");
        ObjectClass tree = fixture.create("Tree", "leaves:Leaf[]");
        try (StoreBatch batch = fixture.store.newBatch()) {
            for (int i = 0; i < 3; i++) {
                batch.rows(leaf).add();
            }
            BatchRows trees = batch.rows(tree);
            trees.setLinks(column(tree, "leaves"), trees.add(), new int[] {0, 1, 1});
            trees.setLinks(column(tree, "leaves"), trees.add(), new int[] {1});
            trees.add();
            fixture.store.store(batch);
        }
        UpdateResult result = fixture.store.update(new UpdatePlan(
                tree,
                new Selection.All(),
                List.of(new Assignment.Through(
                        column(tree, "leaves"),
                        List.of(new Assignment.SetScalar(column(leaf, "m"), new Scalar.Whole(5)))))));
        assertEquals(3, result.count());
        assertEquals(2, fixture.count(leaf, equal(leaf, "m", new Scalar.Whole(5))));
        assertEquals(1, fixture.count(leaf, new Condition.Absent(column(leaf, "m"))));
    }

    @Test
    void aDeletedObjectIsGoneFromLinks() {
        ObjectClass leaf = fixture.create("Leaf", "m:int");
        ObjectClass tree = fixture.create("Tree", "one:Leaf", "leaves:Leaf[]");
        List<Oid> leaves;
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows rows = batch.rows(leaf);
            rows.add();
            rows.add();
            BatchRows trees = batch.rows(tree);
            trees.setLink(column(tree, "one"), trees.add(), 0);
            trees.setLinks(column(tree, "leaves"), 0, new int[] {0, 1, 0});
            fixture.store.store(batch);
            leaves = StoreFixture.oids(rows);
        }
        try (Snapshot before = fixture.store.snapshot()) {
            DeleteResult result = fixture.delete(leaf, false, leaves.get(0), NOBODY, leaves.get(0));
            assertEquals(1, result.deleted().count());
            assertEquals(List.of(NOBODY), result.missing());
            assertTrue(result.deleted().reached().isEmpty());
            assertEquals(0, before.link(column(tree, "one"), 0));
            assertArrayEquals(new int[] {0, 1, 0}, before.links(column(tree, "leaves"), 0));
        }
        try (Snapshot after = fixture.store.snapshot()) {
            assertEquals(-1, after.link(column(tree, "one"), 0));
            assertArrayEquals(new int[] {1}, after.links(column(tree, "leaves"), 0));
        }
        assertEquals(1, fixture.count(tree, new Condition.Absent(column(tree, "one"))));
    }

    @Test
    void aDeepDeletionSparesWhatOthersLinkTo() {
        ObjectClass address = fixture.create("Address", "country:Address");
        ObjectClass person = fixture.create("Person", "home:Address", "work:Address", "friend:Person");
        List<Oid> people;
        try (StoreBatch batch = fixture.store.newBatch()) {
            BatchRows addresses = batch.rows(address);
            for (int i = 0; i < 5; i++) {
                addresses.add();
            }
            // Addresses 0 and 1 are one person's own, and lead to 2; 3 is shared, and leads to 4.
            addresses.setLink(column(address, "country"), 0, 2);
            addresses.setLink(column(address, "country"), 3, 4);
            BatchRows persons = batch.rows(person);
            persons.setLink(column(person, "home"), persons.add(), 0);
            persons.setLink(column(person, "work"), 0, 3);
            persons.setLink(column(person, "friend"), 0, 0);
            persons.setLink(column(person, "home"), persons.add(), 1);
            persons.setLink(column(person, "work"), 1, 3);
            fixture.store.store(batch);
            people = StoreFixture.oids(persons);
        }
        DeleteResult.Deleted deleted =
                fixture.delete(person, true, people.get(0)).deleted();
        assertEquals(1, deleted.count());
        assertEquals(
                List.of(column(person, "home")), List.copyOf(deleted.reached().keySet()));
        DeleteResult.Deleted homes = deleted.reached().get(column(person, "home"));
        assertEquals(1, homes == null ? 0 : homes.count());
        assertEquals(3, fixture.count(address));
        DeleteResult.Deleted rest = fixture.delete(person, true, people.get(1)).deleted();
        assertEquals(2, rest.reached().size());
        assertEquals(0, fixture.count(address));
        assertEquals(0, fixture.count(person));
    }

    @Test
    void aDeepDeletionOfALongChainIsCountedWithoutNestingForEver() {
        ObjectClass node = fixture.create("Node", "next:Node");
        int length = 50_000;
        List<Oid> nodes = fixture.store(node, length, (rows, row) -> {
            if (row + 1 < length) {
                rows.setLink(column(node, "next"), row, row + 1);
            }
        });
        DeleteResult.Deleted deleted = fixture.delete(node, true, nodes.get(0)).deleted();
        int total = 0;
        int depth = 0;
        DeleteResult.Deleted at = deleted;
        while (at != null) {
            total += at.count();
            depth++;
            at = at.reached().get(column(node, "next"));
        }
        assertEquals(length, total);
        assertEquals(33, depth);
        assertEquals(0, fixture.count(node));
    }

    @Test
    void equalNumbersAreFoundWhateverTheirSpelling() {
        ObjectClass a = fixture.create("A", "d:decimal*", "x:any*", "u:uint*");
        fixture.store(a, 1, (rows, row) -> {
            rows.setDecimal(column(a, "d"), row, -0.0);
            rows.setAny(column(a, "x"), row, RandomWorld.number("1.50"));
            rows.setWhole(column(a, "u"), row, -1);
        });
        assertEquals(1, fixture.count(a, equal(a, "d", new Scalar.Decimal(0.0))));
        assertEquals(1, fixture.count(a, equal(a, "x", RandomWorld.number("15e-1"))));
        assertEquals(0, fixture.count(a, equal(a, "x", text("1.50"))));
        assertEquals(
                1,
                fixture.count(
                        a,
                        new Condition.Compare(
                                column(a, "u"), Condition.Comparison.GREATER, new Scalar.Whole(Long.MAX_VALUE))));
        try (Snapshot snapshot = fixture.store.snapshot()) {
            assertEquals("1.50", Printer.print(snapshot, a, 0).replaceAll(".*x=([^,}]*).*", "$1"));
            assertEquals(1, snapshot.distinctValues(column(a, "u")));
        }
    }

    @Test
    void aHotObjectKeepsNoHistoryThatNobodyNeeds() {
        ObjectClass a = fixture.create("A", "m:int*");
        List<Oid> oids = fixture.store(a, 1, (rows, row) -> rows.setWhole(column(a, "m"), row, 0));
        long before = fixture.account.used();
        for (int i = 1; i <= 2000; i++) {
            fixture.store.update(new UpdatePlan(
                    a,
                    new Selection.Oids(oids),
                    List.of(new Assignment.SetScalar(column(a, "m"), new Scalar.Whole(i)))));
        }
        assertEquals(before, fixture.account.used());
        try (Snapshot snapshot = fixture.store.snapshot()) {
            assertNull(a.rows().newest(0));
            assertEquals(2000, snapshot.whole(column(a, "m"), 0));
            assertEquals(1, snapshot.distinctValues(column(a, "m")));
        }
    }

    @Test
    void aHotObjectUnderALongSnapshotIsCleanedUpAfterwards() {
        ObjectClass a = fixture.create("A", "m:int*", "l:string[]*");
        List<Oid> oids = fixture.store(a, 1, (rows, row) -> rows.setWhole(column(a, "m"), row, 0));
        fixture.store(a, 5, (rows, row) -> rows.setTexts(column(a, "l"), row, new byte[][] {utf8("x"), utf8("y")}));
        try (Snapshot first = fixture.store.snapshot()) {
            updateOften(a, oids, 1, 300);
            try (Snapshot second = fixture.store.snapshot()) {
                updateOften(a, oids, 301, 600);
                assertEquals(0, first.whole(column(a, "m"), 0));
                assertEquals(
                        1,
                        first.count(a, List.of(equal(a, "m", new Scalar.Whole(0))))
                                .count());
                first.close();
                updateOften(a, oids, 601, 900);
                assertEquals(300, second.whole(column(a, "m"), 0));
                assertEquals(
                        1,
                        second.count(a, List.of(equal(a, "m", new Scalar.Whole(300))))
                                .count());
                assertEquals(
                        6, second.count(a, List.of(equal(a, "l", text("x")))).count());
            }
        }
        Oracle.check(fixture.store, fixture.account);
        for (int i = 0; i < 900; i++) {
            assertEquals(0, indexOf(a, "m").havingCount(new Scalar.Whole(i)), "an entry for a value of the past");
        }
        assertEquals(1, indexOf(a, "m").havingCount(new Scalar.Whole(900)));
    }

    private void updateOften(ObjectClass a, List<Oid> oids, int from, int to) {
        for (int i = from; i <= to; i++) {
            fixture.store.update(new UpdatePlan(
                    a,
                    new Selection.Oids(oids),
                    List.of(
                            new Assignment.SetScalar(column(a, "m"), new Scalar.Whole(i)),
                            new Assignment.SetList(column(a, "l"), List.of(text("x"), text("z" + i % 2))))));
        }
    }

    private static ColumnIndex indexOf(ObjectClass objectClass, String member) {
        return java.util.Objects.requireNonNull(column(objectClass, member).index());
    }
}
