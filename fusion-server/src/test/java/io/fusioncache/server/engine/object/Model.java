package io.fusioncache.server.engine.object;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The same as an object store in the plainest way: objects in maps, every search a walk through all of them. */
final class Model {
    private final Map<ObjectClass, List<Item>> classes = new LinkedHashMap<>();

    /** An object. Values: {@link Scalar}, {@link Item}, or a list of one of them. */
    static final class Item {
        final ObjectClass objectClass;
        final Map<Column, Object> values = new HashMap<>();
        Oid oid = new Oid(0, 0);

        Item(ObjectClass objectClass) {
            this.objectClass = objectClass;
        }
    }

    List<Item> items(ObjectClass objectClass) {
        return classes.computeIfAbsent(objectClass, key -> new ArrayList<>());
    }

    void add(Item item) {
        items(item.objectClass).add(item);
    }

    List<Item> find(ObjectClass objectClass, List<Condition> conditions) {
        return items(objectClass).stream()
                .filter(item -> meets(item, conditions))
                .toList();
    }

    @Nullable
    Item byOid(ObjectClass objectClass, Oid oid) {
        return items(objectClass).stream()
                .filter(item -> item.oid.equals(oid))
                .findFirst()
                .orElse(null);
    }

    List<Item> select(ObjectClass root, Selection selection) {
        return switch (selection) {
            case Selection.All all -> items(root);
            case Selection.Where where -> find(root, where.conditions());
            case Selection.Oids named ->
                new LinkedHashSet<>(named.oids())
                        .stream()
                                .map(oid -> byOid(root, oid))
                                .filter(Objects::nonNull)
                                .toList();
        };
    }

    // ---- conditions

    private static boolean meets(Item item, List<Condition> conditions) {
        return conditions.stream().allMatch(condition -> meets(item, condition));
    }

    private static boolean meets(Item item, Condition condition) {
        Object value = item.values.get(condition.column());
        return switch (condition) {
            case Condition.Absent absent -> value == null;
            case Condition.Present present -> value != null;
            case Condition.Linked linked -> any(value, one -> meets((Item) one, linked.conditions()));
            case Condition.In in ->
                any(value, one -> in.constants().stream().anyMatch(constant -> same((Scalar) one, constant)));
            case Condition.Matches matches ->
                any(
                        value,
                        one -> one instanceof Scalar.Text text
                                && matches.pattern().matches(string(text)));
            case Condition.Compare compare ->
                value == null
                        ? compare.comparison() == Condition.Comparison.NOT_EQUAL
                        : any(value, one -> compare((Scalar) one, compare));
        };
    }

    private static boolean any(@Nullable Object value, Predicate<Object> predicate) {
        if (value == null) {
            return false;
        }
        return value instanceof List<?> list ? list.stream().anyMatch(predicate) : predicate.test(value);
    }

    private static boolean compare(Scalar one, Condition.Compare condition) {
        if (condition.comparison() == Condition.Comparison.NOT_EQUAL) {
            return !same(one, condition.constant());
        }
        if (one.getClass() != condition.constant().getClass()) {
            return false;
        }
        boolean unsigned = condition.column().definition().type() instanceof MemberType.Plain plain
                && plain.scalar() == ScalarType.UINT;
        int order = order(one, condition.constant(), unsigned);
        return switch (condition.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static boolean same(Scalar one, Scalar other) {
        return one.getClass() == other.getClass() && order(one, other, false) == 0;
    }

    private static int order(Scalar one, Scalar other, boolean unsigned) {
        return switch (one) {
            case Scalar.Text text ->
                Arrays.compare(
                        string(text).codePoints().toArray(),
                        string((Scalar.Text) other).codePoints().toArray());
            case Scalar.Whole whole -> {
                long second = ((Scalar.Whole) other).value();
                yield unsigned ? Long.compareUnsigned(whole.value(), second) : Long.compare(whole.value(), second);
            }
            case Scalar.Decimal decimal -> {
                double second = ((Scalar.Decimal) other).value();
                yield decimal.value() < second ? -1 : decimal.value() > second ? 1 : 0;
            }
            case Scalar.Bool bool -> Boolean.compare(bool.value(), ((Scalar.Bool) other).value());
            case Scalar.Numeral number -> number.value().compareTo(((Scalar.Numeral) other).value());
        };
    }

    static String string(Scalar.Text text) {
        return new String(text.utf8(), StandardCharsets.UTF_8);
    }

    // ---- writes

    void update(List<Item> items, List<Assignment> assignments) {
        List<Runnable> changes = new ArrayList<>();
        collect(new LinkedHashSet<>(items), assignments, changes);
        changes.forEach(Runnable::run);
    }

    private void collect(Set<Item> items, List<Assignment> assignments, List<Runnable> changes) {
        for (Assignment assignment : assignments) {
            Column column = assignment.column();
            switch (assignment) {
                case Assignment.Remove remove -> changes.add(() -> items.forEach(item -> item.values.remove(column)));
                case Assignment.SetScalar set -> changes.add(() -> set(items, column, set.value()));
                case Assignment.SetList set -> changes.add(() -> set(items, column, set.values()));
                case Assignment.Relink relink -> {
                    List<Item> targets = relink.targets().stream()
                            .map(oid -> Objects.requireNonNull(byOid(column.target(), oid)))
                            .toList();
                    changes.add(() -> set(items, column, column.isList() ? targets : targets.getFirst()));
                }
                case Assignment.Through through -> {
                    Set<Item> targets = new LinkedHashSet<>();
                    items.forEach(item -> targets.addAll(links(item, column)));
                    collect(targets, through.assignments(), changes);
                }
            }
        }
    }

    private static void set(Set<Item> items, Column column, Object value) {
        items.forEach(item -> item.values.put(column, value));
    }

    /** Deletes, and tells how many objects went in all. */
    int delete(List<Item> selected, boolean deep) {
        Set<Item> roots = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.addAll(selected);
        Set<Item> doomed = Collections.newSetFromMap(new IdentityHashMap<>());
        doomed.addAll(roots);
        if (deep) {
            Deque<Item> queue = new ArrayDeque<>(roots);
            while (!queue.isEmpty()) {
                for (Item target : allLinks(queue.remove())) {
                    if (doomed.add(target)) {
                        queue.add(target);
                    }
                }
            }
            boolean changed = true;
            while (changed) {
                Set<Item> linked = new HashSet<>();
                everything().stream()
                        .filter(item -> !doomed.contains(item))
                        .forEach(item -> linked.addAll(allLinks(item)));
                changed = doomed.removeIf(item -> !roots.contains(item) && linked.contains(item));
            }
        }
        classes.values().forEach(items -> items.removeIf(doomed::contains));
        for (Item item : everything()) {
            for (Column column : item.objectClass.columns()) {
                Object value = item.values.get(column);
                if (value instanceof Item target && doomed.contains(target)) {
                    item.values.remove(column);
                } else if (column.isLink() && column.isList() && value != null) {
                    item.values.put(
                            column,
                            links(item, column).stream()
                                    .filter(target -> !doomed.contains(target))
                                    .toList());
                }
            }
        }
        return doomed.size();
    }

    void clear() {
        classes.clear();
    }

    int size() {
        return classes.values().stream().mapToInt(List::size).sum();
    }

    List<Item> everything() {
        return classes.values().stream().flatMap(List::stream).toList();
    }

    static List<Item> links(Item item, Column column) {
        Object value = item.values.get(column);
        if (value instanceof List<?> list) {
            return list.stream().map(Item.class::cast).toList();
        }
        return value == null ? List.of() : List.of((Item) value);
    }

    private static List<Item> allLinks(Item item) {
        return item.objectClass.columns().stream()
                .filter(Column::isLink)
                .flatMap(column -> links(item, column).stream())
                .toList();
    }
}
