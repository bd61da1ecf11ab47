package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on the store and on a plain model: both must say the same, now and in snapshots of the past. */
class ModelTest {
    private static final int OPERATIONS = 4_000;
    private static final int WORLDS = 25;

    @Test
    void agreesWithThePlainModel() {
        long seed = Long.getLong("engine.seed", 20_261_121L);
        for (int world = 0; world < WORLDS; world++) {
            run(seed + world, OPERATIONS, 5);
        }
    }

    /** Few worlds with so many objects that columns have several pages. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreesWithThePlainModelOnSeveralPages(long seed) {
        run(seed, 150, 400);
    }

    /** So many objects at once that texts are packed, in classes that are empty and in others. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void agreesWithThePlainModelOnPackedTexts(long seed) {
        run(seed, 12, 12_000);
    }

    private static void run(long seed, int operations, int batch) {
        try {
            new ModelRun(seed, batch).run(operations);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("world of seed " + seed + " (-Dengine.seed): " + e.getMessage(), e);
        }
    }

    /** One world. */
    private static final class ModelRun {
        private final RandomWorld world;
        private final MemoryAccount account = new MemoryAccount(Long.MAX_VALUE);
        private final ObjectStore store;
        private final Model model = new Model();
        private final int batch;
        private final List<Past> pasts = new ArrayList<>();
        private List<ObjectClass> classes = List.of();

        /** What a snapshot found when it was new. */
        private record Past(
                Snapshot snapshot,
                ObjectClass objectClass,
                List<Condition> conditions,
                List<Oid> found,
                List<String> printed) {}

        ModelRun(long seed, int batch) {
            this.world = new RandomWorld(new SplittableRandom(seed));
            this.batch = batch;
            this.store = new ObjectStore(account, new SplittableRandom(~seed), System::nanoTime);
        }

        void run(int operations) {
            create();
            for (int i = 0; i < operations; i++) {
                step();
                if (i % 500 == 499) {
                    closePasts();
                    Oracle.check(store, account);
                    compareAll();
                }
            }
            closePasts();
            Oracle.check(store, account);
            compareAll();
            assertEquals(model.everything().size(), store.clear());
            Oracle.check(store, account);
            assertEquals(0, account.used());
        }

        private void create() {
            store.createClasses(world.classes(3));
            try (Snapshot snapshot = store.snapshot()) {
                classes = List.copyOf(snapshot.catalog().classes());
            }
        }

        private void step() {
            int kind = world.below(100);
            if (model.size() > 30 * batch && kind < 30) {
                kind = 50;
            }
            if (kind < 30) {
                store();
            } else if (kind < 45) {
                update();
            } else if (kind < 55) {
                delete();
            } else if (kind < 60) {
                openPast();
            } else if (kind < 64) {
                checkPast();
            } else {
                find();
            }
        }

        private void store() {
            try (StoreBatch objects = store.newBatch()) {
                List<Model.Item> items = new ArrayList<>();
                List<BatchRows> rows = new ArrayList<>();
                List<Integer> numbers = new ArrayList<>();
                int count = 1 + world.below(batch);
                for (int i = 0; i < count; i++) {
                    ObjectClass objectClass = world.oneOf(classes);
                    items.add(new Model.Item(objectClass));
                    rows.add(objects.rows(objectClass));
                    numbers.add(objects.rows(objectClass).add());
                }
                for (int i = 0; i < count; i++) {
                    for (Column column : items.get(i).objectClass.columns()) {
                        if (world.chance(70)) {
                            fill(objects, rows.get(i), numbers.get(i), column, items.get(i), items, numbers);
                        }
                    }
                }
                store.store(objects);
                for (ObjectClass objectClass : classes) {
                    for (int i = 0; i < count; i++) {
                        Model.Item item = items.get(i);
                        if (item.objectClass == objectClass) {
                            item.oid = new Oid(
                                    rows.get(i).oidHigh(numbers.get(i)),
                                    rows.get(i).oidLow(numbers.get(i)));
                            model.add(item);
                        }
                    }
                }
            }
        }

        private void fill(
                StoreBatch objects,
                BatchRows rows,
                int row,
                Column column,
                Model.Item item,
                List<Model.Item> items,
                List<Integer> numbers) {
            if (column.isLink()) {
                List<Model.Item> targets = new ArrayList<>();
                List<Integer> links = new ArrayList<>();
                int count = column.isList() ? world.below(4) : 1;
                for (int i = 0; i < count; i++) {
                    List<Model.Item> old = model.items(column.target());
                    int number = world.below(items.size());
                    if (world.chance(50) && !old.isEmpty()) {
                        Model.Item target = world.oneOf(old);
                        targets.add(target);
                        links.add(objects.existing(column.target(), target.oid));
                    } else if (items.get(number).objectClass == column.target()) {
                        targets.add(items.get(number));
                        links.add(numbers.get(number));
                    }
                }
                if (column.isList()) {
                    rows.setLinks(
                            column, row, links.stream().mapToInt(link -> link).toArray());
                    item.values.put(column, targets);
                } else if (!targets.isEmpty()) {
                    rows.setLink(column, row, links.getFirst());
                    item.values.put(column, targets.getFirst());
                }
                return;
            }
            ScalarType type = ((MemberType.Plain) column.definition().type()).scalar();
            if (column.isList()) {
                List<Scalar> values = world.scalars(type, 4);
                setList(rows, column, row, values);
                item.values.put(column, values);
            } else {
                Scalar value = world.scalar(type);
                setScalar(rows, column, row, value);
                item.values.put(column, value);
            }
        }

        private static void setScalar(BatchRows rows, Column column, int row, Scalar value) {
            switch (column.kind()) {
                case TEXT -> rows.setText(column, row, ((Scalar.Text) value).utf8());
                case WHOLE -> rows.setWhole(column, row, ((Scalar.Whole) value).value());
                case DECIMAL -> rows.setDecimal(column, row, ((Scalar.Decimal) value).value());
                case BOOL -> rows.setBool(column, row, ((Scalar.Bool) value).value());
                case ANY -> rows.setAny(column, row, value);
                case LINK -> throw new IllegalArgumentException("a link");
            }
        }

        private static void setList(BatchRows rows, Column column, int row, List<Scalar> values) {
            Object list = Objects.requireNonNull(Contents.list(column, values).object());
            switch (column.kind()) {
                case TEXT -> rows.setTexts(column, row, (byte[][]) list);
                case WHOLE -> rows.setWholes(column, row, (long[]) list);
                case DECIMAL -> rows.setDecimals(column, row, (double[]) list);
                case BOOL -> rows.setBools(column, row, (boolean[]) list);
                case ANY -> rows.setAnys(column, row, (Scalar[]) list);
                case LINK -> throw new IllegalArgumentException("a link");
            }
        }

        private Selection selection(ObjectClass root) {
            if (world.chance(3)) {
                return new Selection.All();
            }
            if (world.chance(40)) {
                return new Selection.Where(world.conditions(root, 1));
            }
            List<Oid> oids = new ArrayList<>();
            int count = world.below(6);
            for (int i = 0; i < count; i++) {
                List<Model.Item> items = model.items(root);
                oids.add(items.isEmpty() || world.chance(10) ? new Oid(world.below(3), 5) : world.oneOf(items).oid);
            }
            return new Selection.Oids(oids);
        }

        private List<Oid> missing(ObjectClass root, Selection selection) {
            return selection instanceof Selection.Oids named
                    ? named.oids().stream()
                            .filter(oid -> model.byOid(root, oid) == null)
                            .toList()
                    : List.of();
        }

        private void update() {
            ObjectClass root = world.oneOf(classes);
            Selection selection = selection(root);
            List<Assignment> assignments = assignments(root, 2);
            List<Oid> missing = missing(root, selection);
            List<Model.Item> items = List.copyOf(model.select(root, selection));
            UpdateResult result = store.update(new UpdatePlan(root, selection, assignments));
            model.update(items, assignments);
            assertEquals(items.size(), result.count(), "updated");
            assertEquals(missing, result.missing());
        }

        private List<Assignment> assignments(ObjectClass objectClass, int depth) {
            List<Assignment> assignments = new ArrayList<>();
            for (Column column : objectClass.columns()) {
                if (world.chance(50)) {
                    continue;
                }
                if (world.chance(15)) {
                    assignments.add(new Assignment.Remove(column));
                } else if (!column.isLink()) {
                    ScalarType type = ((MemberType.Plain) column.definition().type()).scalar();
                    assignments.add(
                            column.isList()
                                    ? new Assignment.SetList(column, world.scalars(type, 4))
                                    : new Assignment.SetScalar(column, world.scalar(type)));
                } else if (depth > 0 && world.chance(50)) {
                    assignments.add(new Assignment.Through(column, assignments(column.target(), depth - 1)));
                } else if (!model.items(column.target()).isEmpty()) {
                    List<Oid> targets = new ArrayList<>();
                    int count = column.isList() ? world.below(4) : 1;
                    for (int i = 0; i < count; i++) {
                        targets.add(world.oneOf(model.items(column.target())).oid);
                    }
                    assignments.add(new Assignment.Relink(column, targets));
                }
            }
            return assignments;
        }

        private void delete() {
            ObjectClass root = world.oneOf(classes);
            Selection selection = selection(root);
            List<Oid> missing = missing(root, selection);
            List<Model.Item> items = List.copyOf(model.select(root, selection));
            boolean deep = world.chance(40);
            DeleteResult result = store.delete(new DeletePlan(root, selection, deep));
            int gone = model.delete(items, deep);
            assertEquals(items.size(), result.deleted().count(), "deleted roots");
            assertEquals(gone, total(result.deleted()), "deleted in all");
            assertEquals(missing, result.missing());
        }

        private static int total(DeleteResult.Deleted deleted) {
            return deleted.count()
                    + deleted.reached().values().stream()
                            .mapToInt(ModelRun::total)
                            .sum();
        }

        private void find() {
            ObjectClass root = world.oneOf(classes);
            List<Condition> conditions = world.conditions(root, 2);
            int offset = world.chance(70) ? 0 : world.below(5);
            int limit = world.chance(70) ? Integer.MAX_VALUE : world.below(5);
            List<Oid> expected =
                    model.find(root, conditions).stream().map(item -> item.oid).toList();
            try (Snapshot snapshot = store.snapshot()) {
                FindResult result = snapshot.find(root, conditions, offset, limit);
                int to = (int) Math.min(expected.size(), (long) offset + limit);
                assertEquals(
                        offset < to ? expected.subList(offset, to) : List.of(),
                        oids(snapshot, root, result.rows()),
                        () -> "found for " + conditions);
                assertEquals(offset + (long) limit < expected.size(), result.more(), "more");
                assertEquals(expected.size(), snapshot.count(root, conditions).count(), "counted");
            }
        }

        private void openPast() {
            ObjectClass root = world.oneOf(classes);
            List<Condition> conditions = world.conditions(root, 2);
            List<Oid> found =
                    model.find(root, conditions).stream().map(item -> item.oid).toList();
            List<String> printed =
                    model.items(root).stream().map(Printer::print).toList();
            pasts.add(new Past(store.snapshot(), root, conditions, found, printed));
        }

        private void checkPast() {
            if (pasts.isEmpty()) {
                return;
            }
            Past past = world.oneOf(pasts);
            check(past);
            if (world.chance(60)) {
                past.snapshot.close();
                pasts.remove(past);
            }
        }

        private static void check(Past past) {
            Snapshot snapshot = past.snapshot;
            int[] rows = snapshot.find(past.objectClass, past.conditions, 0, Integer.MAX_VALUE)
                    .rows();
            assertEquals(
                    past.found, oids(snapshot, past.objectClass, rows), () -> "found later for " + past.conditions);
            int[] all = snapshot.find(past.objectClass, List.of(), 0, Integer.MAX_VALUE)
                    .rows();
            assertEquals(all.length, snapshot.count(past.objectClass, List.of()).count(), "counted later");
            assertEquals(
                    past.printed,
                    Arrays.stream(all)
                            .mapToObj(row -> Printer.print(snapshot, past.objectClass, row))
                            .toList(),
                    "printed later");
            for (Oid oid : past.found) {
                assertTrue(snapshot.rowOf(past.objectClass, oid.high(), oid.low()) >= 0, "found by OID later");
            }
        }

        private void closePasts() {
            for (Past past : pasts) {
                check(past);
                past.snapshot.close();
            }
            pasts.clear();
        }

        private void compareAll() {
            try (Snapshot snapshot = store.snapshot()) {
                for (ObjectClass objectClass : classes) {
                    int[] rows = snapshot.find(objectClass, List.of(), 0, Integer.MAX_VALUE)
                            .rows();
                    assertArrayEquals(
                            model.items(objectClass).stream()
                                    .map(Printer::print)
                                    .toArray(),
                            Arrays.stream(rows)
                                    .mapToObj(row -> Printer.print(snapshot, objectClass, row))
                                    .toArray());
                }
            }
        }

        private static List<Oid> oids(Snapshot snapshot, ObjectClass objectClass, int[] rows) {
            return Arrays.stream(rows)
                    .mapToObj(row -> new Oid(snapshot.oidHigh(objectClass, row), snapshot.oidLow(objectClass, row)))
                    .toList();
        }
    }
}
