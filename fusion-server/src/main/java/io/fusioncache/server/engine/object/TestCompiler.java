package io.fusioncache.server.engine.object;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Makes conditions ready for a snapshot. */
final class TestCompiler {
    private static final int TEXT_COST = 4;
    private static final int LIST_COST = 10;
    private static final int PATTERN_COST = 50;

    private final Snapshot snapshot;

    TestCompiler(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The tests of the conditions, the cheapest first. */
    List<RowTest> compile(List<Condition> conditions) {
        List<RowTest> tests = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            tests.add(compile(condition));
        }
        tests.sort(Comparator.comparingInt(RowTest::cost));
        return tests;
    }

    RowTest compile(Condition condition) {
        return switch (condition) {
            case Condition.Absent absent -> new RowTests.Presence(snapshot, absent.column(), false);
            case Condition.Present present -> new RowTests.Presence(snapshot, present.column(), true);
            case Condition.Linked linked -> new LinkTest(snapshot, linked, this, null);
            case Condition.Compare compare -> compare(compare);
            case Condition.In in -> in(in);
            case Condition.Matches matches -> matches(matches.column(), matches.pattern());
        };
    }

    private RowTest matches(Column column, Pattern pattern) {
        return switch (column.kind()) {
            case TEXT -> texts(column, Predicates.textsMatching(pattern), false, PATTERN_COST);
            case ANY -> anys(column, Predicates.anysMatching(pattern), false, PATTERN_COST);
            default -> throw new IllegalArgumentException(column + " holds no text");
        };
    }

    private RowTest compare(Condition.Compare condition) {
        Column column = condition.column();
        Condition.Comparison comparison = condition.comparison();
        Scalar constant = condition.constant();
        boolean whenAbsent = comparison == Condition.Comparison.NOT_EQUAL;
        return switch (column.kind()) {
            case TEXT -> {
                byte[] text = Predicates.text(constant);
                yield comparison == Condition.Comparison.EQUAL && !column.isList()
                        ? new RowTests.SameText(snapshot, column, text)
                        : texts(column, Predicates.texts(comparison, text), whenAbsent, TEXT_COST);
            }
            case WHOLE -> {
                var range = Ranges.Whole.of(comparison, Predicates.whole(constant), isUnsigned(column));
                yield column.isList()
                        ? wholes(column, range::test, whenAbsent)
                        : new RowTests.WholeRange(snapshot, column, range);
            }
            case DECIMAL -> {
                var range = Ranges.Decimal.of(comparison, Predicates.decimal(constant));
                yield column.isList()
                        ? decimals(column, range::test, whenAbsent)
                        : new RowTests.DecimalRange(snapshot, column, range);
            }
            case BOOL -> bools(column, Predicates.bools(comparison, Predicates.bool(constant)), whenAbsent);
            case ANY -> anys(column, Predicates.anys(comparison, constant), whenAbsent, TEXT_COST);
            case LINK -> throw isLink(column);
        };
    }

    private RowTest in(Condition.In condition) {
        Column column = condition.column();
        List<Scalar> constants = condition.constants();
        return switch (column.kind()) {
            case TEXT -> texts(column, Predicates.textsIn(constants), false, TEXT_COST);
            case WHOLE -> wholes(column, Predicates.wholesIn(constants), false);
            case DECIMAL -> decimals(column, Predicates.decimalsIn(constants), false);
            case BOOL -> bools(column, Predicates.boolsIn(constants), false);
            case ANY -> anys(column, Predicates.anysIn(constants), false, TEXT_COST);
            case LINK -> throw isLink(column);
        };
    }

    private RowTest texts(Column column, Predicate<byte[]> predicate, boolean whenAbsent, int cost) {
        return column.isList()
                ? list(column, value -> any((byte[][]) value, predicate), whenAbsent)
                : new RowTests.Held(snapshot, column, value -> predicate.test((byte[]) value), whenAbsent, cost);
    }

    private RowTest anys(Column column, Predicate<Scalar> predicate, boolean whenAbsent, int cost) {
        return column.isList()
                ? list(column, value -> any((Scalar[]) value, predicate), whenAbsent)
                : new RowTests.Held(snapshot, column, value -> predicate.test((Scalar) value), whenAbsent, cost);
    }

    private RowTest wholes(Column column, LongPredicate predicate, boolean whenAbsent) {
        return column.isList()
                ? list(column, value -> any((long[]) value, predicate), whenAbsent)
                : new RowTests.Whole(snapshot, column, predicate);
    }

    private RowTest decimals(Column column, DoublePredicate predicate, boolean whenAbsent) {
        return column.isList()
                ? list(column, value -> any((double[]) value, predicate), whenAbsent)
                : new RowTests.Decimal(snapshot, column, predicate);
    }

    private RowTest bools(Column column, LongPredicate predicate, boolean whenAbsent) {
        return column.isList()
                ? list(column, value -> any((boolean[]) value, predicate), whenAbsent)
                : new RowTests.Bool(snapshot, column, predicate, whenAbsent);
    }

    private RowTest list(Column column, Predicate<Object> predicate, boolean whenAbsent) {
        return new RowTests.Held(snapshot, column, predicate, whenAbsent, LIST_COST);
    }

    private static <T> boolean any(T[] elements, Predicate<T> predicate) {
        for (T element : elements) {
            if (predicate.test(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(long[] elements, LongPredicate predicate) {
        for (long element : elements) {
            if (predicate.test(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(double[] elements, DoublePredicate predicate) {
        for (double element : elements) {
            if (predicate.test(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(boolean[] elements, LongPredicate predicate) {
        for (boolean element : elements) {
            if (predicate.test(element ? 1 : 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnsigned(Column column) {
        return column.definition().type() instanceof MemberType.Plain plain && plain.scalar() == ScalarType.UINT;
    }

    private static IllegalArgumentException isLink(Column column) {
        return new IllegalArgumentException(column + " is a link: it is not compared but followed");
    }
}
