package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tests of members that are no links. */
final class RowTests {
    private RowTests() {}

    /** A whole number in a range, or outside of it. All six comparisons are that, signed or not. */
    static final class WholeRange extends RowTest {
        private final WholeCells cells;
        private final Ranges.Whole range;

        WholeRange(Snapshot snapshot, Column column, Ranges.Whole range) {
            super(snapshot, column);
            this.cells = (WholeCells) column.cells();
            this.range = range;
        }

        @Override
        boolean test(int row) {
            return snapshot.isPresent(column, row) ? range.test(snapshot.whole(column, row)) : range.outside();
        }

        @Override
        int scan(int page, int[] found) {
            long[] values = (long[]) cells.pageNumbered(page);
            // Most pages have no match: a loop that only asks for one is several times as fast as one that collects.
            if (!range.outside() && !range.anyInside(values, WholeCells.VALUES)) {
                return 0;
            }
            int first = page << Cells.PAGE_BITS;
            int count = 0;
            for (int i = WholeCells.VALUES; i < values.length; i++) {
                int offset = i - WholeCells.VALUES;
                if (WholeCells.isPresent(values, offset) ? range.test(values[i]) : range.outside()) {
                    found[count++] = first + offset;
                }
            }
            return count;
        }

        @Override
        int cost() {
            return 1;
        }
    }

    /** A double in a range, or outside of it; NaN, the absent one, is outside of every range. */
    static final class DecimalRange extends RowTest {
        private final DecimalCells cells;
        private final Ranges.Decimal range;

        DecimalRange(Snapshot snapshot, Column column, Ranges.Decimal range) {
            super(snapshot, column);
            this.cells = (DecimalCells) column.cells();
            this.range = range;
        }

        @Override
        boolean test(int row) {
            return range.test(snapshot.decimalOrNaN(column, row));
        }

        @Override
        int scan(int page, int[] found) {
            double[] values = (double[]) cells.pageNumbered(page);
            if (range.countInside(values) == (range.outside() ? values.length : 0)) {
                return 0;
            }
            int first = page << Cells.PAGE_BITS;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                if (range.test(values[i])) {
                    found[count++] = first + i;
                }
            }
            return count;
        }

        @Override
        int cost() {
            return 1;
        }
    }

    /** A whole number of a set. */
    static final class Whole extends RowTest {
        private final LongPredicate predicate;

        Whole(Snapshot snapshot, Column column, LongPredicate predicate) {
            super(snapshot, column);
            this.predicate = predicate;
        }

        @Override
        boolean test(int row) {
            return snapshot.isPresent(column, row) && predicate.test(snapshot.whole(column, row));
        }

        @Override
        int cost() {
            return 3;
        }
    }

    /** A double of a set. */
    static final class Decimal extends RowTest {
        private final DoublePredicate predicate;

        Decimal(Snapshot snapshot, Column column, DoublePredicate predicate) {
            super(snapshot, column);
            this.predicate = predicate;
        }

        @Override
        boolean test(int row) {
            double value = snapshot.decimalOrNaN(column, row);
            return !Double.isNaN(value) && predicate.test(value);
        }

        @Override
        int cost() {
            return 3;
        }
    }

    /** A boolean: which of the three states of a cell are right. */
    static final class Bool extends RowTest {
        private final boolean whenFalse;
        private final boolean whenTrue;
        private final boolean whenAbsent;

        Bool(Snapshot snapshot, Column column, LongPredicate predicate, boolean whenAbsent) {
            super(snapshot, column);
            this.whenFalse = predicate.test(0);
            this.whenTrue = predicate.test(1);
            this.whenAbsent = whenAbsent;
        }

        @Override
        boolean test(int row) {
            if (!snapshot.isPresent(column, row)) {
                return whenAbsent;
            }
            return snapshot.bool(column, row) ? whenTrue : whenFalse;
        }

        @Override
        int cost() {
            return 2;
        }
    }

    /** A value that is held as an object: a text, a value of {@code any}, a list. */
    static final class Held extends RowTest {
        private final ObjectCells cells;
        private final Predicate<Object> predicate;
        private final boolean whenAbsent;
        private final int cost;

        Held(Snapshot snapshot, Column column, Predicate<Object> predicate, boolean whenAbsent, int cost) {
            super(snapshot, column);
            this.cells = (ObjectCells) column.cells();
            this.predicate = predicate;
            this.whenAbsent = whenAbsent;
            this.cost = cost;
        }

        @Override
        boolean test(int row) {
            Object value = snapshot.value(column, row);
            return value == null ? whenAbsent : predicate.test(value);
        }

        @Override
        int scan(int page, int[] found) {
            Object held = cells.pageNumbered(page);
            if (held instanceof PackedTexts packed) {
                return scan(packed, page << Cells.PAGE_BITS, found);
            }
            @Nullable Object[] values = (@Nullable Object[]) held;
            int first = page << Cells.PAGE_BITS;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value == null ? whenAbsent : predicate.test(value)) {
                    found[count++] = first + i;
                }
            }
            return count;
        }

        private int scan(PackedTexts packed, int first, int[] found) {
            int count = 0;
            for (int i = 0; i < Cells.PAGE_ROWS; i++) {
                byte[] text = packed.text(i);
                if (text == null ? whenAbsent : predicate.test(text)) {
                    found[count++] = first + i;
                }
            }
            return count;
        }

        @Override
        int cost() {
            return cost;
        }
    }

    /** The most usual condition: a text that equals another. */
    static final class SameText extends RowTest {
        private final ObjectCells cells;
        private final byte[] constant;

        SameText(Snapshot snapshot, Column column, byte[] constant) {
            super(snapshot, column);
            this.cells = (ObjectCells) column.cells();
            this.constant = constant;
        }

        @Override
        boolean test(int row) {
            return snapshot.isText(column, row, constant);
        }

        @Override
        int scan(int page, int[] found) {
            Object held = cells.pageNumbered(page);
            if (held instanceof PackedTexts packed) {
                return packed.find(constant, page << Cells.PAGE_BITS, found);
            }
            @Nullable Object[] values = (@Nullable Object[]) held;
            byte[] wanted = constant;
            int first = page << Cells.PAGE_BITS;
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                byte[] text = (byte[]) values[i];
                if (text != null && text.length == wanted.length && Arrays.equals(text, wanted)) {
                    found[count++] = first + i;
                }
            }
            return count;
        }

        @Override
        int cost() {
            return 2;
        }
    }

    /** A member that is present, or one that is absent. */
    static final class Presence extends RowTest {
        private final boolean present;

        Presence(Snapshot snapshot, Column column, boolean present) {
            super(snapshot, column);
            this.present = present;
        }

        @Override
        boolean test(int row) {
            return snapshot.isPresent(column, row) == present;
        }

        @Override
        int cost() {
            return 2;
        }
    }
}
