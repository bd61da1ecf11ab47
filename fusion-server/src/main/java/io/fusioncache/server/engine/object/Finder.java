package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches one snapshot. It begins with the index or reverse link that promises the fewest rows and tests those;
 * without any it goes through the columns page by page. A condition on linked objects is an index too: what meets it in
 * the other class is found first, in the same way, and the reverse links lead back.
 */
final class Finder {
    /** Following reverse links pays while they lead to less than this part of a class; else its column is scanned. */
    private static final int WORTH_FOLLOWING = 8;

    private static final long NO_INDEX = Long.MAX_VALUE;

    /** How many rows are looked at ahead: enough for their waits to overlap, and few enough to stay in the caches. */
    private static final int BATCH = 64;

    private final Snapshot snapshot;
    private final TestCompiler compiler;
    private final LongSupplier nanoTime;
    private long since;
    private final LongConsumer memory;
    private final SlotTouch touch = new SlotTouch();
    private boolean inIndex = true;
    private long indexNanos;
    private long scanNanos;

    /** @param memory asked for the lists of rows that a search makes, before each is made longer */
    Finder(Snapshot snapshot, LongSupplier nanoTime, LongConsumer memory) {
        this.memory = memory;
        this.snapshot = snapshot;
        this.compiler = new TestCompiler(snapshot);
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    FindResult find(ObjectClass objectClass, List<Condition> conditions, long offset, int limit) {
        RowSink.Window window = new RowSink.Window(objectClass, offset, limit, memory);
        search(objectClass, conditions, window);
        int[] rows = window.rows();
        countTime();
        return new FindResult(rows, window.more(), indexNanos, scanNanos);
    }

    CountResult count(ObjectClass objectClass, List<Condition> conditions) {
        RowSink.Counter counter = new RowSink.Counter();
        search(objectClass, conditions, counter);
        countTime();
        return new CountResult(counter.count(), indexNanos, scanNanos);
    }

    private void search(ObjectClass objectClass, List<Condition> conditions, RowSink sink) {
        List<RowTest> tests = compiler.compile(conditions);
        @Nullable IntList candidates = candidates(objectClass, conditions, tests);
        if (candidates == null) {
            inIndex(false);
            scan(objectClass, tests, sink);
        } else {
            // Testing few rows takes no longer than looking at the clock, which waits for all that is under way.
            inIndex(candidates.size() <= BATCH);
            check(objectClass, candidates, tests, sink);
        }
    }

    /** Rows among which are all that meet the conditions, ascending; null when the columns have to be scanned. */
    private @Nullable IntList candidates(ObjectClass objectClass, List<Condition> conditions, List<RowTest> tests) {
        List<Path> paths = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            long estimate = estimate(condition);
            if (estimate != NO_INDEX) {
                paths.add(new Path(condition, estimate));
            }
        }
        if (paths.isEmpty()) {
            return followUnindexed(objectClass, conditions, tests);
        }
        paths.sort(Comparator.comparingLong(Path::estimate));
        for (int i = 0; i < paths.size(); i++) {
            long next = i + 1 < paths.size() ? paths.get(i + 1).estimate : NO_INDEX;
            IntList rows = new IntList(memory);
            if (gather(paths.get(i).condition, rows, next, tests)) {
                rows.sortDistinct();
                return rows;
            }
        }
        throw new IllegalStateException("the last path is always taken");
    }

    /** What is the most rows that an index would give for the condition; {@link #NO_INDEX} when there is none. */
    private static long estimate(Condition condition) {
        ColumnIndex index = condition.column().index();
        if (index == null) {
            return NO_INDEX;
        }
        return switch (condition) {
            case Condition.Compare compare ->
                compare.comparison() == Condition.Comparison.EQUAL ? index.havingCount(compare.constant()) : NO_INDEX;
            case Condition.In in -> {
                long rows = 0;
                for (Scalar constant : in.constants()) {
                    rows += index.havingCount(constant);
                }
                yield rows;
            }
            case Condition.Linked linked -> {
                long least = NO_INDEX;
                for (Condition inner : linked.conditions()) {
                    least = Math.min(least, estimate(inner));
                }
                yield least;
            }
            default -> NO_INDEX;
        };
    }

    /**
     * Collects an index's rows; false, with nothing collected, when reverse links lead to more than the most wanted.
     */
    private boolean gather(Condition condition, IntList rows, long most, List<RowTest> tests) {
        ColumnIndex index = condition.column().index();
        if (index == null) {
            throw new IllegalStateException(condition.column() + " has no index");
        }
        switch (condition) {
            case Condition.Compare compare -> addAll(rows, index.having(compare.constant()));
            case Condition.In in -> in.constants().forEach(constant -> addAll(rows, index.having(constant)));
            case Condition.Linked linked -> {
                IntList targets = targets(linked);
                know(tests, linked, targets);
                if (linkingCount(index, targets, most) > most) {
                    return false;
                }
                addLinking(rows, index, targets);
            }
            default -> throw new IllegalStateException("not a condition for an index: " + condition);
        }
        return true;
    }

    /**
     * Looks at the conditions on linked objects when nothing is indexed: what meets them in the other class is found by
     * one scan there, rather than by following every link of this class to it.
     */
    private @Nullable IntList followUnindexed(
            ObjectClass objectClass, List<Condition> conditions, List<RowTest> tests) {
        long objects = objectClass.count(snapshot.version());
        for (Condition condition : conditions) {
            if (!(condition instanceof Condition.Linked linked)
                    || linked.column().target().count(snapshot.version()) / WORTH_FOLLOWING > objects) {
                continue;
            }
            IntList targets = targets(linked);
            know(tests, linked, targets);
            ColumnIndex reverse = linked.column().reverse();
            if (linkingCount(reverse, targets, objects / WORTH_FOLLOWING) <= objects / WORTH_FOLLOWING) {
                IntList rows = new IntList(memory);
                addLinking(rows, reverse, targets);
                rows.sortDistinct();
                return rows;
            }
        }
        return null;
    }

    /** The rows that a link must lead to are known: nothing has to be tested in the other class any more. */
    private void know(List<RowTest> tests, Condition.Linked linked, IntList targets) {
        IntPredicate known = RowSet.of(targets, memory);
        tests.replaceAll(test -> test instanceof LinkTest link && link.isOf(linked) ? link.known(known) : test);
        tests.sort(Comparator.comparingInt(RowTest::cost));
    }

    /**
     * The rows of the linked class that meet the condition, ascending: as many as there are, however large the class.
     */
    private IntList targets(Condition.Linked linked) {
        RowSink.Collector collector = new RowSink.Collector(linked.column().reverse(), memory);
        search(linked.column().target(), linked.conditions(), collector);
        inIndex(true);
        return collector.rows();
    }

    private static void addLinking(IntList rows, ColumnIndex reverse, IntList targets) {
        for (int i = 0; i < targets.size(); i++) {
            addAll(rows, reverse.linking(targets.get(i)));
        }
    }

    /** At most how many rows link to the targets; counting ends beyond the most wanted. */
    private static long linkingCount(ColumnIndex reverse, IntList targets, long most) {
        long rows = 0;
        for (int i = 0; i < targets.size() && rows <= most; i++) {
            rows += reverse.linkingCount(targets.get(i));
        }
        return rows;
    }

    private static void addAll(IntList rows, RowList.Rows found) {
        if (found.size() == 1) {
            rows.add(found.rows()[0]);
        } else {
            rows.addAll(found.rows(), found.size());
        }
    }

    private void check(ObjectClass objectClass, IntList candidates, List<RowTest> tests, RowSink sink) {
        int[] rows = candidates.elements();
        int from = 0;
        while (from < candidates.size()) {
            int to = from + (int) Math.min(sink.wanted(), Math.min(BATCH, candidates.size() - from));
            // What rows hold is in as many places of the memory as they have cells, and more: look at all that is
            // going to be read of them before any of it is used, and the waits for memory overlap.
            touch.keep(objectClass.rows().touch(rows, from, to));
            if (!sink.touch(rows, from, to, touch)) {
                for (RowTest test : tests) {
                    touch.keep(test.column.cells().touch(rows, from, to));
                }
            }
            for (int i = from; i < to; i++) {
                int row = rows[i];
                if (snapshot.visible(objectClass, row) && meetsAll(tests, 0, row) && !sink.add(row)) {
                    return;
                }
            }
            from = to;
        }
    }

    private void scan(ObjectClass objectClass, List<RowTest> tests, RowSink sink) {
        RowTable rows = objectClass.rows();
        int[] found = new int[Cells.PAGE_ROWS];
        int pages = rows.pageCount();
        for (int page = 0; page < pages; page++) {
            int count = tests.isEmpty() ? 0 : tests.getFirst().scan(page, found);
            boolean exact = !tests.isEmpty() && rows.pageUnchangedSince(page, snapshot.version());
            if (!exact) {
                // Cells have changed, or there is nothing to compare: look at every row.
                count = rows.capacity(page);
                for (int i = 0; i < count; i++) {
                    found[i] = (page << Cells.PAGE_BITS) + i;
                }
            }
            for (int i = 0; i < count; i++) {
                int row = found[i];
                if (snapshot.visible(objectClass, row) && meetsAll(tests, exact ? 1 : 0, row) && !sink.add(row)) {
                    return;
                }
            }
        }
    }

    private static boolean meetsAll(List<RowTest> tests, int from, int row) {
        for (int i = from; i < tests.size(); i++) {
            if (!tests.get(i).test(row)) {
                return false;
            }
        }
        return true;
    }

    /** From now on time counts as spent in indexes, or in scans. */
    private void inIndex(boolean index) {
        if (index != inIndex) {
            countTime();
            inIndex = index;
        }
    }

    private void countTime() {
        long now = nanoTime.getAsLong();
        if (inIndex) {
            indexNanos += now - since;
        } else {
            scanNanos += now - since;
        }
        since = now;
    }

    private record Path(Condition condition, long estimate) {}
}
