package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.List;

/** The rows of the root class that a write is about. */
final class RowSelector {
    private final Snapshot snapshot;

    RowSelector(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * What was selected.
     *
     * @param rows ascending, each once
     * @param missing the OIDs that name no object, in the order given
     * @param indexNanos as in {@link FindResult}
     * @param scanNanos as in {@link FindResult}
     */
    record Selected(IntList rows, List<Oid> missing, long indexNanos, long scanNanos) {}

    Selected select(ObjectClass root, Selection selection) {
        return switch (selection) {
            case Selection.All all -> find(root, List.of());
            case Selection.Where where -> find(root, where.conditions());
            case Selection.Oids named -> {
                IntList rows = new IntList();
                List<Oid> missing = new ArrayList<>();
                for (Oid oid : named.oids()) {
                    int row = snapshot.rowOf(root, oid.high(), oid.low());
                    if (row < 0) {
                        missing.add(oid);
                    } else {
                        rows.add(row);
                    }
                }
                rows.sortDistinct();
                yield new Selected(rows, List.copyOf(missing), 0, 0);
            }
        };
    }

    /** The rows that a link column of the rows leads to, ascending, each once. */
    IntList targets(Column column, IntList rows) {
        IntList targets = new IntList();
        for (int i = 0; i < rows.size(); i++) {
            if (column.isList()) {
                int[] linked = snapshot.links(column, rows.get(i));
                if (linked != null) {
                    targets.addAll(linked, linked.length);
                }
            } else {
                int linked = snapshot.link(column, rows.get(i));
                if (linked >= 0) {
                    targets.add(linked);
                }
            }
        }
        targets.sortDistinct();
        return targets;
    }

    private Selected find(ObjectClass root, List<Condition> conditions) {
        FindResult found = snapshot.find(root, conditions, 0, Integer.MAX_VALUE);
        IntList rows = new IntList();
        rows.addAll(found.rows(), found.rows().length);
        rows.sortDistinct();
        return new Selected(rows, List.of(), found.indexNanos(), found.scanNanos());
    }
}
