package io.fusioncache.server.engine.object;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Whether the linked object, or one of them, meets conditions; either tested one by one or known beforehand. */
final class LinkTest extends RowTest {
    private final Condition.Linked condition;
    private final TestCompiler compiler;
    private final @Nullable IntPredicate known;
    /** The tests of the linked object; null until one is to be tested, which may never be. */
    private @Nullable List<RowTest> tests;

    /**
     * @param compiler for the conditions on the linked object
     * @param known the rows of the linked class that meet them, when they have been looked for already
     */
    LinkTest(Snapshot snapshot, Condition.Linked condition, TestCompiler compiler, @Nullable IntPredicate known) {
        super(snapshot, condition.column());
        this.condition = condition;
        this.compiler = compiler;
        this.known = known;
    }

    /** Whether this is the test of that very condition. */
    @SuppressWarnings("ReferenceEquality") // An equal condition has a test of its own.
    boolean isOf(Condition.Linked linked) {
        return condition == linked;
    }

    /** The same test, once it is known which rows of the linked class meet the conditions. */
    LinkTest known(IntPredicate rows) {
        return new LinkTest(snapshot, condition, compiler, rows);
    }

    @Override
    boolean test(int row) {
        if (!column.isList()) {
            int target = snapshot.link(column, row);
            return target >= 0 && meets(target);
        }
        int[] targets = snapshot.links(column, row);
        if (targets != null) {
            for (int target : targets) {
                if (meets(target)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    int cost() {
        return known == null ? 100 : 5;
    }

    private boolean meets(int target) {
        if (known != null) {
            return known.test(target);
        }
        List<RowTest> inner = tests;
        if (inner == null) {
            inner = compiler.compile(condition.conditions());
            tests = inner;
        }
        for (RowTest test : inner) {
            if (!test.test(target)) {
                return false;
            }
        }
        return true;
    }
}
