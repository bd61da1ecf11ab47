package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes cells, whole and under the store's lock: what is to change is worked out and checked before anything is. */
final class UpdateWrite {
    private final ObjectStore store;
    private final Snapshot snapshot;
    private final RowSelector selector;
    private final List<Change> changes = new ArrayList<>();

    /** One content for one column of some rows. */
    private record Change(Column column, IntList rows, Content content) {}

    /** @param snapshot the state after the last write */
    UpdateWrite(ObjectStore store, Snapshot snapshot) {
        this.store = store;
        this.snapshot = snapshot;
        this.selector = new RowSelector(snapshot);
    }

    UpdateResult run(UpdatePlan plan) {
        store.require(plan.root());
        RowSelector.Selected selected = selector.select(plan.root(), plan.selection());
        collect(plan.assignments(), selected.rows());
        long bytes = 0;
        for (Change change : changes) {
            bytes += estimate(change);
        }
        store.requireMemory(bytes);
        boolean changed = false;
        for (Change change : changes) {
            changed |= apply(change);
        }
        if (changed) {
            store.publish();
        }
        return new UpdateResult(
                selected.rows().size(), selected.missing(), selected.indexNanos(), selected.scanNanos());
    }

    private void collect(List<Assignment> assignments, IntList rows) {
        for (Assignment assignment : assignments) {
            Column column = assignment.column();
            if (assignment instanceof Assignment.Through through) {
                collect(through.assignments(), selector.targets(column, rows));
            } else {
                changes.add(new Change(column, rows, content(assignment)));
            }
        }
    }

    private Content content(Assignment assignment) {
        return switch (assignment) {
            case Assignment.Remove remove -> Content.ABSENT;
            case Assignment.SetScalar set -> Contents.scalar(set.column(), set.value());
            case Assignment.SetList set -> Contents.list(set.column(), set.values());
            case Assignment.Relink relink -> {
                Column column = relink.column();
                List<Oid> oids = relink.targets();
                int[] targets = new int[oids.size()];
                for (int i = 0; i < targets.length; i++) {
                    Oid oid = oids.get(i);
                    targets[i] = snapshot.rowOf(column.target(), oid.high(), oid.low());
                    if (targets[i] < 0) {
                        throw ObjectStore.noObject(column.target(), oid);
                    }
                }
                yield Contents.links(column, targets);
            }
            case Assignment.Through through -> throw new IllegalStateException("followed, not set");
        };
    }

    /** At most what the change takes. */
    private static long estimate(Change change) {
        long rows = change.rows.size();
        Column column = change.column;
        RowTable table = column.owner().rows();
        long pages = Math.min(rows, table.pageCount());
        long bytes = rows * (Sizes.UNDO + Sizes.value(change.content.object()));
        bytes += pages * (column.cells().fullPageBytes() + Sizes.array(Cells.PAGE_ROWS, Sizes.REFERENCE));
        if (column.cells() instanceof TextCells texts) {
            bytes += texts.unpackingBytes(pages);
        }
        ColumnIndex index = column.index();
        if (index != null) {
            long elements = column.isList() ? Values.length(change.content.object()) : 1;
            bytes += index.growth(rows * elements) + rows * elements * Long.BYTES;
        }
        return bytes;
    }

    private boolean apply(Change change) {
        Column column = change.column;
        ObjectClass objectClass = column.owner();
        boolean changed = false;
        for (int i = 0; i < change.rows.size(); i++) {
            int row = change.rows.get(i);
            if (!holds(column.cells(), row, change.content)) {
                Object object = change.content.object();
                store.garbage()
                        .add(objectClass.change(column, row, store.nextVersion(), change.content.bits(), object));
                changed = true;
            }
        }
        return changed;
    }

    /** Whether the cell has that content already: then nothing needs to be done, nor kept for snapshots. */
    private static boolean holds(Cells cells, int row, Content content) {
        @Nullable Object old = cells.object(row);
        @Nullable Object object = content.object();
        if (old instanceof byte[] text && object instanceof byte[] other) {
            return Arrays.equals(text, other);
        }
        if (old == null || object == null) {
            return old == null && object == null;
        }
        return object.equals(Cells.PRESENT) && cells.bits(row) == content.bits();
    }
}
