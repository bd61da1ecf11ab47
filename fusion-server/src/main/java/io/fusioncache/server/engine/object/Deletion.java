package io.fusioncache.server.engine.object;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion is about: the objects of the root class and, when it is deep, what only they lead to. It is found in
 * two steps: first all that can be reached, then what some object outside still links to is spared, and what that links
 * to, until nothing changes any more.
 */
final class Deletion {
    /** As deep as this the members' paths are told apart; beyond, a path that repeats a member is counted with it. */
    private static final int MOST_DEPTH = 32;

    private final Snapshot snapshot;
    private final RowSelector selector;
    private final Map<ObjectClass, BitSet> doomed = new LinkedHashMap<>();
    private final BitSet roots = new BitSet();
    private final Node root;

    /** Objects that were reached by the same path of members. */
    private static final class Node {
        final ObjectClass objectClass;
        final @Nullable Node parent;
        final @Nullable Column by;
        final int depth;
        final IntList rows = new IntList();
        /** In the order of the class definition. */
        final Map<Integer, Node> reached = new TreeMap<>();

        Node(ObjectClass objectClass, @Nullable Node parent, @Nullable Column by) {
            this.objectClass = objectClass;
            this.parent = parent;
            this.by = by;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }

        /** Where what a member of these objects leads to is counted. */
        Node next(Column column) {
            if (depth >= MOST_DEPTH) {
                Node above = this;
                while (above != null) {
                    if (above.by == column) {
                        return above;
                    }
                    above = above.parent;
                }
            }
            return reached.computeIfAbsent(column.position(), position -> new Node(column.target(), this, column));
        }
    }

    /** Rows of a node that are still to be followed. */
    private record Frontier(Node node, IntList rows) {}

    Deletion(Snapshot snapshot, RowSelector selector, ObjectClass rootClass, IntList selected) {
        this.snapshot = snapshot;
        this.selector = selector;
        this.root = new Node(rootClass, null, null);
        BitSet rows = doomed(rootClass);
        for (int i = 0; i < selected.size(); i++) {
            root.rows.add(selected.get(i));
            rows.set(selected.get(i));
        }
        roots.or(rows);
    }

    /** The rows to delete, by class. */
    Map<ObjectClass, BitSet> doomed() {
        return doomed;
    }

    /** The rows of a class to delete. */
    BitSet doomed(ObjectClass objectClass) {
        return doomed.computeIfAbsent(objectClass, key -> new BitSet());
    }

    /** Adds all that can be reached, the nearest first. */
    void reach() {
        Deque<Frontier> frontiers = new ArrayDeque<>();
        frontiers.add(new Frontier(root, root.rows));
        while (!frontiers.isEmpty()) {
            Frontier frontier = frontiers.remove();
            for (Column column : frontier.node.objectClass.columns()) {
                if (column.isLink()) {
                    IntList fresh = mark(column, selector.targets(column, frontier.rows));
                    if (fresh.size() > 0) {
                        Node next = frontier.node.next(column);
                        next.rows.addAll(fresh.toArray(), fresh.size());
                        frontiers.add(new Frontier(next, fresh));
                    }
                }
            }
        }
    }

    /** Takes out what is linked to from outside. */
    void spare() {
        Deque<Spared> spared = new ArrayDeque<>();
        doomed.forEach((objectClass, rows) -> {
            for (Column incoming : objectClass.incoming()) {
                rows.stream()
                        .filter(row -> !isRoot(objectClass, row) && isLinkedFromOutside(incoming, row))
                        .forEach(row -> spared.add(new Spared(objectClass, row)));
            }
        });
        while (!spared.isEmpty()) {
            Spared next = spared.remove();
            BitSet rows = doomed(next.objectClass);
            if (!rows.get(next.row)) {
                continue;
            }
            rows.clear(next.row);
            IntList alone = new IntList(1);
            alone.add(next.row);
            for (Column column : next.objectClass.columns()) {
                if (column.isLink()) {
                    IntList targets = selector.targets(column, alone);
                    for (int i = 0; i < targets.size(); i++) {
                        if (!isRoot(column.target(), targets.get(i))) {
                            spared.add(new Spared(column.target(), targets.get(i)));
                        }
                    }
                }
            }
        }
    }

    /** The objects that stay and link to one of the rows. */
    BitSet outsideSources(Column incoming, BitSet rows) {
        BitSet sources = new BitSet();
        rows.stream().forEach(target -> {
            RowList.Rows linking = incoming.reverse().linking(target);
            for (int i = 0; i < linking.size(); i++) {
                int source = linking.rows()[i];
                if (!sources.get(source) && isOutsideLink(incoming, source, target)) {
                    sources.set(source);
                }
            }
        });
        return sources;
    }

    /** What was deleted, counted where it was reached. */
    DeleteResult.Deleted result() {
        return result(root);
    }

    private record Spared(ObjectClass objectClass, int row) {}

    private DeleteResult.Deleted result(Node node) {
        BitSet rows = doomed(node.objectClass);
        int count = 0;
        for (int i = 0; i < node.rows.size(); i++) {
            count += rows.get(node.rows.get(i)) ? 1 : 0;
        }
        SequencedMap<Column, DeleteResult.Deleted> reached = new LinkedHashMap<>();
        node.reached.forEach((position, next) -> {
            DeleteResult.Deleted deleted = result(next);
            if (deleted.count() > 0) {
                reached.put(node.objectClass.columns().get(position), deleted);
            }
        });
        return new DeleteResult.Deleted(node.objectClass, count, reached);
    }

    private IntList mark(Column column, IntList targets) {
        BitSet known = doomed(column.target());
        IntList fresh = new IntList();
        for (int i = 0; i < targets.size(); i++) {
            if (!known.get(targets.get(i))) {
                known.set(targets.get(i));
                fresh.add(targets.get(i));
            }
        }
        return fresh;
    }

    private boolean isRoot(ObjectClass objectClass, int row) {
        return objectClass == root.objectClass && roots.get(row);
    }

    private boolean isLinkedFromOutside(Column incoming, int target) {
        RowList.Rows linking = incoming.reverse().linking(target);
        for (int i = 0; i < linking.size(); i++) {
            if (isOutsideLink(incoming, linking.rows()[i], target)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOutsideLink(Column incoming, int source, int target) {
        ObjectClass owner = incoming.owner();
        BitSet inside = doomed.get(owner);
        if ((inside != null && inside.get(source)) || !snapshot.visible(owner, source)) {
            return false;
        }
        if (!incoming.isList()) {
            return snapshot.link(incoming, source) == target;
        }
        int[] links = snapshot.links(incoming, source);
        return links != null && Values.contains(links, target);
    }
}
