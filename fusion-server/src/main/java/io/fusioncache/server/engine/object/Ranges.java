package io.fusioncache.server.engine.object;

/**
 * Comparisons of numbers with a constant, as ranges: a point, or all from a bound on. Whether any of many whole numbers
 * is in a range is a loop of operations on longs only, without a branch, which the compiler turns into vector
 * instructions; one that counts them in an int is left as it is, and takes twice as long.
 */
final class Ranges {
    private Ranges() {}

    /** Where a range lies. */
    enum Shape {
        POINT,
        AT_LEAST,
        AT_MOST,
        NOTHING
    }

    /**
     * Whole numbers.
     *
     * @param bound as the flip leaves it
     * @param flip what turns the order of the type into the signed one
     * @param outside what is not in the range is meant, and the absent
     */
    record Whole(Shape shape, long bound, long flip, boolean outside) {

        static Whole of(Condition.Comparison comparison, long constant, boolean unsigned) {
            long flip = unsigned ? Long.MIN_VALUE : 0;
            long bound = constant ^ flip;
            return switch (comparison) {
                case EQUAL -> new Whole(Shape.POINT, bound, flip, false);
                case NOT_EQUAL -> new Whole(Shape.POINT, bound, flip, true);
                case LESS -> new Whole(bound == Long.MIN_VALUE ? Shape.NOTHING : Shape.AT_MOST, bound - 1, flip, false);
                case LESS_OR_EQUAL -> new Whole(Shape.AT_MOST, bound, flip, false);
                case GREATER ->
                    new Whole(bound == Long.MAX_VALUE ? Shape.NOTHING : Shape.AT_LEAST, bound + 1, flip, false);
                case GREATER_OR_EQUAL -> new Whole(Shape.AT_LEAST, bound, flip, false);
            };
        }

        boolean test(long value) {
            long flipped = value ^ flip;
            return outside
                    != switch (shape) {
                        case POINT -> flipped == bound;
                        case AT_LEAST -> flipped >= bound;
                        case AT_MOST -> flipped <= bound;
                        case NOTHING -> false;
                    };
        }

        /** Whether any value from an index on is in the range, {@link #outside} or not. */
        boolean anyInside(long[] values, int from) {
            long order = flip;
            long limit = bound;
            return switch (shape) {
                case POINT -> {
                    long point = limit ^ order;
                    // Zero is the only long whose sign bit is clear, and set once 1 is taken off.
                    long equal = 0;
                    for (int i = from; i < values.length; i++) {
                        long difference = values[i] ^ point;
                        equal |= (difference - 1) & ~difference;
                    }
                    yield equal < 0;
                }
                case AT_LEAST -> {
                    long greatest = Long.MIN_VALUE;
                    for (int i = from; i < values.length; i++) {
                        greatest = Math.max(greatest, values[i] ^ order);
                    }
                    yield greatest >= limit;
                }
                case AT_MOST -> {
                    long least = Long.MAX_VALUE;
                    for (int i = from; i < values.length; i++) {
                        least = Math.min(least, values[i] ^ order);
                    }
                    yield least <= limit;
                }
                case NOTHING -> false;
            };
        }
    }

    /** Doubles; with {@code outside} all others are meant, and NaN. */
    record Decimal(Shape shape, double bound, boolean outside) {

        static Decimal of(Condition.Comparison comparison, double constant) {
            return switch (comparison) {
                case EQUAL -> new Decimal(Shape.POINT, constant, false);
                case NOT_EQUAL -> new Decimal(Shape.POINT, constant, true);
                case LESS ->
                    new Decimal(
                            constant == Double.NEGATIVE_INFINITY ? Shape.NOTHING : Shape.AT_MOST,
                            Math.nextDown(constant),
                            false);
                case LESS_OR_EQUAL -> new Decimal(Shape.AT_MOST, constant, false);
                case GREATER ->
                    new Decimal(
                            constant == Double.POSITIVE_INFINITY ? Shape.NOTHING : Shape.AT_LEAST,
                            Math.nextUp(constant),
                            false);
                case GREATER_OR_EQUAL -> new Decimal(Shape.AT_LEAST, constant, false);
            };
        }

        boolean test(double value) {
            return outside
                    != switch (shape) {
                        case POINT -> value == bound;
                        case AT_LEAST -> value >= bound;
                        case AT_MOST -> value <= bound;
                        case NOTHING -> false;
                    };
        }

        /** How many values are in the range, {@link #outside} or not. */
        int countInside(double[] values) {
            double limit = bound;
            int inside = 0;
            switch (shape) {
                case POINT -> {
                    for (double value : values) {
                        inside += value == limit ? 1 : 0;
                    }
                }
                case AT_LEAST -> {
                    for (double value : values) {
                        inside += value >= limit ? 1 : 0;
                    }
                }
                case AT_MOST -> {
                    for (double value : values) {
                        inside += value <= limit ? 1 : 0;
                    }
                }
                case NOTHING -> {}
            }
            return inside;
        }
    }
}
