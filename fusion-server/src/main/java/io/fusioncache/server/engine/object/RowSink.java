package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Takes the rows that a search finds, in ascending order. */
abstract class RowSink {

    /** Takes a row; false when no more are needed. */
    abstract boolean add(int row);

    /** How many rows it takes at most until no more are needed. */
    long wanted() {
        return Long.MAX_VALUE;
    }

    /** Looks at what is going to be read of rows if they are taken; true when that is all they hold. */
    boolean touch(int[] ahead, int from, int to, SlotTouch touch) {
        return false;
    }

    /** Counts. */
    static final class Counter extends RowSink {
        private long count;

        @Override
        boolean add(int row) {
            count++;
            return true;
        }

        long count() {
            return count;
        }
    }

    /** Keeps all rows, for following a link back from them. */
    static final class Collector extends RowSink {
        private final ColumnIndex reverse;
        private final IntList rows;

        Collector(ColumnIndex reverse, LongConsumer memory) {
            this.reverse = reverse;
            this.rows = new IntList(memory);
        }

        @Override
        boolean touch(int[] ahead, int from, int to, SlotTouch touch) {
            reverse.touchLinking(ahead, from, to, touch);
            return false;
        }

        @Override
        boolean add(int row) {
            rows.add(row);
            return true;
        }

        IntList rows() {
            return rows;
        }
    }

    /** Keeps a window of the rows, in the order of storing. */
    static final class Window extends RowSink {
        /** What a row takes while rows are sorted by their birth when that does not fit into one word beside them. */
        private static final int SORTED_ROW_BYTES = 40;
        /**
         * How many cells are looked at ahead at most: of a large answer they would not stay in the caches, and of many
         * rows few may be taken.
         */
        private static final int MOST_CELLS = 1024;

        private final IntList rows;
        private final ObjectClass objectClass;
        private final RowTable table;
        private final LongConsumer memory;
        private final boolean ordered;
        private final int limit;
        private long offset;
        /** How many cells may still be looked at ahead. */
        private long cells = MOST_CELLS;

        private boolean more;

        /** @param memory asked for what the rows take before that is taken */
        Window(ObjectClass objectClass, long offset, int limit, LongConsumer memory) {
            this.rows = new IntList(memory);
            this.memory = memory;
            this.objectClass = objectClass;
            this.table = objectClass.rows();
            this.ordered = table.ordered();
            this.offset = offset;
            this.limit = limit;
        }

        @Override
        boolean add(int row) {
            if (ordered) {
                if (offset > 0) {
                    offset--;
                    return true;
                }
                if (rows.size() == limit) {
                    more = true;
                    return false;
                }
            }
            rows.add(row);
            return true;
        }

        @Override
        boolean touch(int[] ahead, int from, int to, SlotTouch touch) {
            List<Column> columns = objectClass.columns();
            cells -= (long) (to - from) * columns.size();
            if (cells < 0) {
                return false;
            }
            for (Column column : columns) {
                touch.keep(column.cells().touch(ahead, from, to));
            }
            return true;
        }

        @Override
        long wanted() {
            // With the one that tells that there are more.
            return ordered && offset <= Integer.MAX_VALUE ? offset + limit - rows.size() + 1 : Long.MAX_VALUE;
        }

        /** The rows; {@link #more} is known afterwards. */
        int[] rows() {
            memory.accept(Sizes.array(rows.size(), Integer.BYTES));
            int[] found = rows.toArray();
            if (ordered) {
                return found;
            }
            memory.accept((long) SORTED_ROW_BYTES * found.length);
            int from = (int) Math.min(offset, found.length);
            int count = Math.min(limit, found.length - from);
            more = from + count < found.length;
            return Arrays.copyOfRange(inOrderOfStoring(found), from, from + count);
        }

        boolean more() {
            return more;
        }

        /** Sorts by birth, and within one write by row. O(n log n), quick for rows that are mostly in order. */
        private int[] inOrderOfStoring(int[] found) {
            long least = Long.MAX_VALUE;
            long greatest = 0;
            for (int row : found) {
                long birth = table.birth(row);
                least = Math.min(least, birth);
                greatest = Math.max(greatest, birth);
            }
            if (found.length > 0 && ((greatest - least) >>> Integer.SIZE) != 0) {
                return IntStream.of(found)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingLong(table::birth).thenComparingInt(row -> row))
                        .mapToInt(row -> row)
                        .toArray();
            }
            long[] keys = new long[found.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ((table.birth(found[i]) - least) << (Integer.SIZE - 1)) | found[i];
            }
            Arrays.sort(keys);
            for (int i = 0; i < keys.length; i++) {
                found[i] = (int) keys[i] & Integer.MAX_VALUE;
            }
            return found;
        }
    }
}
