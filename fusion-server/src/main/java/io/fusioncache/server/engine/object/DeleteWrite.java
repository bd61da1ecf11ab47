package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Deletes objects, whole and under the store's lock, and takes links to them away. */
final class DeleteWrite {
    private final ObjectStore store;
    private final Snapshot snapshot;
    private final RowSelector selector;

    /** @param snapshot the state after the last write */
    DeleteWrite(ObjectStore store, Snapshot snapshot) {
        this.store = store;
        this.snapshot = snapshot;
        this.selector = new RowSelector(snapshot);
    }

    DeleteResult run(DeletePlan plan) {
        store.require(plan.root());
        RowSelector.Selected selected = selector.select(plan.root(), plan.selection());
        Deletion deletion = new Deletion(snapshot, selector, plan.root(), selected.rows());
        if (plan.deep()) {
            deletion.reach();
            deletion.spare();
        }
        if (selected.rows().size() > 0) {
            apply(deletion);
            store.publish();
        }
        return new DeleteResult(deletion.result(), selected.missing(), selected.indexNanos(), selected.scanNanos());
    }

    private void apply(Deletion deletion) {
        // Objects first, so that what is taken apart later finds no record of a row after the row itself.
        Map<Column, BitSet> sources = new LinkedHashMap<>();
        deletion.doomed().forEach((objectClass, rows) -> {
            for (Column incoming : objectClass.incoming()) {
                sources.put(incoming, deletion.outsideSources(incoming, rows));
            }
        });
        sources.forEach((column, rows) -> rows.stream().forEach(row -> unlink(column, row, deletion)));
        deletion.doomed().forEach(this::kill);
    }

    /** Takes the links to deleted objects out of a cell of an object that stays. */
    private void unlink(Column column, int row, Deletion deletion) {
        Content content = Content.ABSENT;
        if (column.isList()) {
            int[] links = snapshot.links(column, row);
            BitSet doomed = deletion.doomed(column.target());
            content = new Content(
                    0,
                    Arrays.stream(links == null ? new int[0] : links)
                            .filter(target -> !doomed.get(target))
                            .toArray());
        }
        store.garbage().add(column.owner().change(column, row, store.nextVersion(), content.bits(), content.object()));
    }

    private void kill(ObjectClass objectClass, BitSet doomed) {
        int[] rows = doomed.stream().toArray();
        if (rows.length > 0) {
            long version = store.nextVersion();
            for (int row : rows) {
                objectClass.rows().kill(row, version);
            }
            store.garbage().add(objectClass.changeCount(version, -rows.length));
            store.garbage().addAll(DeadRows.of(version, objectClass, rows));
        }
    }
}
