package io.fusioncache.server.engine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks through a store in which nothing is under way and no snapshot is open: everything must fit together. */
final class Oracle {
    private Oracle() {}

    /** Checks the whole store; fails with what is wrong. */
    static void check(ObjectStore store, MemoryAccount account) {
        settle(store, account);
        long bytes = 0;
        try (Snapshot snapshot = store.snapshot()) {
            for (ObjectClass objectClass : snapshot.catalog().classes()) {
                checkRows(snapshot, objectClass);
                for (Column column : objectClass.columns()) {
                    checkColumn(snapshot, objectClass, column);
                }
                long counted = recount(objectClass);
                assertEquals(counted, objectClass.memory().held(), () -> "memory of class " + objectClass);
                bytes += counted;
            }
        }
        assertEquals(bytes, account.used(), "the account against a recount");
    }

    /** Lets writes that change nothing take apart what is left of earlier ones. */
    private static void settle(ObjectStore store, MemoryAccount account) {
        long before;
        do {
            before = account.used();
            store.createClasses(List.of());
        } while (account.used() != before);
    }

    private static void checkRows(Snapshot snapshot, ObjectClass objectClass) {
        RowTable rows = objectClass.rows();
        int live = 0;
        for (int row = 0; row < rows.highWater(); row++) {
            boolean visible = snapshot.visible(objectClass, row);
            assertEquals(!visible, rows.isFree(row), "row " + row + " of " + objectClass + " is live or free");
            if (visible) {
                live++;
                long high = rows.oidHigh(row);
                long low = rows.oidLow(row);
                assertEquals(row, snapshot.rowOf(objectClass, high, low), "the row of an OID of " + objectClass);
                assertEquals(4, high >>> 12 & 0xF, "the version of the UUID");
                assertEquals(2, low >>> 62, "the variant of the UUID");
                assertEquals(null, rows.newest(row), "history that nobody needs");
            } else {
                for (Column column : objectClass.columns()) {
                    assertFalse(column.cells().present(row), () -> "a free row has a value in " + column);
                }
            }
        }
        assertEquals(live, snapshot.count(objectClass, List.of()).count(), "count of " + objectClass);
        assertEquals(live, objectClass.oids().size(), "OIDs of " + objectClass);
        assertEquals(
                live,
                snapshot.find(objectClass, List.of(), 0, Integer.MAX_VALUE).rows().length,
                "objects of " + objectClass);
    }

    private static void checkColumn(Snapshot snapshot, ObjectClass objectClass, Column column) {
        ColumnIndex index = column.index();
        if (index == null) {
            return;
        }
        Map<Object, BitSet> entries = new HashMap<>();
        Map<Integer, Set<Integer>> sources = new HashMap<>();
        for (int row = 0; row < objectClass.rows().highWater(); row++) {
            Content content = snapshot.content(column, row);
            Object object = content.object();
            if (object == null) {
                continue;
            }
            if (!column.isList()) {
                Object key = Values.key(column.kind(), content.bits(), object);
                if (column.isLink()) {
                    checkLink(snapshot, column, row, (int) content.bits(), sources);
                } else {
                    assertContains(
                            entries.computeIfAbsent(
                                    key, same -> marked(index.having(constant(column.kind(), key, object)))),
                            row,
                            column);
                }
                continue;
            }
            for (int i = 0; i < Values.length(object); i++) {
                Object key = Values.elementKey(column.kind(), object, i);
                if (column.isLink()) {
                    checkLink(snapshot, column, row, ((int[]) object)[i], sources);
                } else {
                    Object element = column.kind() == ValueKind.ANY ? ((Scalar[]) object)[i] : key;
                    assertContains(
                            entries.computeIfAbsent(
                                    key, same -> marked(index.having(constant(column.kind(), key, element)))),
                            row,
                            column);
                }
            }
        }
        if (column.isLink()) {
            checkReverse(column, index, sources);
        } else {
            assertEquals(entries.size(), snapshot.distinctValues(column), () -> "different values of " + column);
        }
    }

    private static void checkLink(
            Snapshot snapshot, Column column, int row, int target, Map<Integer, Set<Integer>> sources) {
        assertTrue(snapshot.visible(column.target(), target), () -> column + " of row " + row + " leads nowhere");
        assertContains(marked(column.reverse().linking(target)), row, column);
        sources.computeIfAbsent(target, key -> new HashSet<>()).add(row);
    }

    /** Entries that are out of date are harmless, but there may not be more of them than of the others. */
    private static void checkReverse(Column column, ColumnIndex index, Map<Integer, Set<Integer>> sources) {
        for (int target = 0; target < column.target().rows().highWater(); target++) {
            int linking = sources.getOrDefault(target, Set.of()).size();
            int entries = index.linkingCount(target);
            int most = Math.max(2 * linking + 1, 2);
            assertTrue(entries <= most, () -> column + ": " + entries + " reverse entries for " + linking + " links");
        }
    }

    private static void assertContains(BitSet rows, int row, Column column) {
        assertTrue(rows.get(row), () -> "row " + row + " is missing in the index of " + column);
    }

    private static BitSet marked(RowList.Rows rows) {
        BitSet marked = new BitSet();
        for (int i = 0; i < rows.size(); i++) {
            marked.set(rows.rows()[i]);
        }
        return marked;
    }

    private static Scalar constant(ValueKind kind, Object key, Object object) {
        return switch (kind) {
            case TEXT -> new Scalar.Text(((java.nio.ByteBuffer) key).array());
            case WHOLE -> new Scalar.Whole((long) key);
            case DECIMAL -> new Scalar.Decimal((double) key);
            case BOOL -> new Scalar.Bool((boolean) key);
            case ANY -> (Scalar) object;
            case LINK -> throw new IllegalArgumentException("links have no constants");
        };
    }

    private static long recount(ObjectClass objectClass) {
        long bytes = Sizes.OBJECT_CLASS
                + objectClass.rows().recount()
                + objectClass.oids().recount();
        for (Column column : objectClass.columns()) {
            ColumnIndex index = column.index();
            bytes += Sizes.COLUMN + column.cells().recount() + (index == null ? 0 : index.recount());
            for (int row = 0; row < objectClass.rows().highWater(); row++) {
                bytes += Sizes.value(column.cells().object(row));
            }
        }
        return bytes;
    }
}
