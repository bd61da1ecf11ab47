package io.fusioncache.server.engine.object;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Comparisons and sets as predicates of one value, for the kinds and lists that have no loop of their own. */
final class Predicates {
    private Predicates() {}

    static LongPredicate bools(Condition.Comparison comparison, boolean constant) {
        return Ranges.Whole.of(comparison, constant ? 1 : 0, false)::test;
    }

    static LongPredicate wholesIn(List<Scalar> constants) {
        long[] sorted = constants.stream().mapToLong(Predicates::whole).sorted().toArray();
        return value -> Arrays.binarySearch(sorted, value) >= 0;
    }

    static DoublePredicate decimalsIn(List<Scalar> constants) {
        double[] sorted = constants.stream()
                .mapToDouble(Predicates::decimal)
                .map(Predicates::oneZero)
                .sorted()
                .toArray();
        return value -> Arrays.binarySearch(sorted, oneZero(value)) >= 0;
    }

    static LongPredicate boolsIn(List<Scalar> constants) {
        boolean whenFalse = constants.stream().anyMatch(constant -> !bool(constant));
        boolean whenTrue = constants.stream().anyMatch(Predicates::bool);
        return value -> value == 0 ? whenFalse : whenTrue;
    }

    /** Texts in the order of code points, which is that of the bytes of UTF-8. */
    static Predicate<byte[]> texts(Condition.Comparison comparison, byte[] constant) {
        return switch (comparison) {
            case EQUAL -> text -> Arrays.equals(text, constant);
            case NOT_EQUAL -> text -> !Arrays.equals(text, constant);
            case LESS -> text -> Arrays.compareUnsigned(text, constant) < 0;
            case LESS_OR_EQUAL -> text -> Arrays.compareUnsigned(text, constant) <= 0;
            case GREATER -> text -> Arrays.compareUnsigned(text, constant) > 0;
            case GREATER_OR_EQUAL -> text -> Arrays.compareUnsigned(text, constant) >= 0;
        };
    }

    static Predicate<byte[]> textsIn(List<Scalar> constants) {
        if (constants.size() == 1) {
            return texts(Condition.Comparison.EQUAL, text(constants.getFirst()));
        }
        byte[][] sorted = constants.stream().map(Predicates::text).toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return text -> Arrays.binarySearch(sorted, text, Arrays::compareUnsigned) >= 0;
    }

    /** Of one thread: the matcher is used again and again. */
    static Predicate<byte[]> textsMatching(Pattern pattern) {
        Matcher matcher = pattern.matcher(new byte[0]);
        return text -> matcher.reset(text).matches();
    }

    /** Values of {@code any}: those of another kind than the constant's are unequal and unordered. */
    static Predicate<Scalar> anys(Condition.Comparison comparison, Scalar constant) {
        return switch (comparison) {
            case EQUAL -> value -> Values.equal(value, constant);
            case NOT_EQUAL -> value -> !Values.equal(value, constant);
            default ->
                switch (constant) {
                    case Scalar.Text text -> anyTexts(texts(comparison, text.utf8()));
                    case Scalar.Numeral number -> {
                        LongPredicate signs = Ranges.Whole.of(comparison, 0, false)::test;
                        yield value -> value instanceof Scalar.Numeral other
                                && signs.test(other.value().compareTo(number.value()));
                    }
                    case Scalar.Bool bool -> {
                        LongPredicate bools = bools(comparison, bool.value());
                        yield value -> value instanceof Scalar.Bool other && bools.test(other.value() ? 1 : 0);
                    }
                    case Scalar.Whole whole -> throw unfit(constant, "any");
                    case Scalar.Decimal decimal -> throw unfit(constant, "any");
                };
        };
    }

    static Predicate<Scalar> anysIn(List<Scalar> constants) {
        Set<Object> keys = new HashSet<>();
        for (Scalar constant : constants) {
            keys.add(Values.key(constant));
        }
        return value -> keys.contains(Values.key(value));
    }

    /** Texts of {@code any}; no other value matches a pattern. */
    static Predicate<Scalar> anysMatching(Pattern pattern) {
        return anyTexts(textsMatching(pattern));
    }

    private static Predicate<Scalar> anyTexts(Predicate<byte[]> texts) {
        return value -> value instanceof Scalar.Text text && texts.test(text.utf8());
    }

    static long whole(Scalar constant) {
        if (constant instanceof Scalar.Whole whole) {
            return whole.value();
        }
        throw unfit(constant, "int");
    }

    static double decimal(Scalar constant) {
        if (constant instanceof Scalar.Decimal decimal) {
            return decimal.value();
        }
        throw unfit(constant, "decimal");
    }

    static boolean bool(Scalar constant) {
        if (constant instanceof Scalar.Bool bool) {
            return bool.value();
        }
        throw unfit(constant, "bool");
    }

    static byte[] text(Scalar constant) {
        if (constant instanceof Scalar.Text text) {
            return text.utf8();
        }
        throw unfit(constant, "string");
    }

    private static double oneZero(double value) {
        return value == 0 ? 0.0 : value;
    }

    private static IllegalArgumentException unfit(Scalar constant, String type) {
        return new IllegalArgumentException(constant + " is no constant for a member of type " + type);
    }
}
