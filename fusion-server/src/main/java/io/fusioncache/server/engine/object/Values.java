package io.fusioncache.server.engine.object;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Equality of values, and what lists of every kind have in common. */
final class Values {
    private Values() {}

    /** Equality of values of {@code any}: numbers by value; values of different kinds differ. */
    static boolean equal(Scalar one, Scalar other) {
        return switch (one) {
            case Scalar.Text text -> other instanceof Scalar.Text second && Arrays.equals(text.utf8(), second.utf8());
            case Scalar.Numeral number ->
                other instanceof Scalar.Numeral second && number.value().compareTo(second.value()) == 0;
            case Scalar.Bool bool -> bool.equals(other);
            case Scalar.Whole whole -> whole.equals(other);
            case Scalar.Decimal decimal -> other instanceof Scalar.Decimal second && decimal.value() == second.value();
        };
    }

    /** Something that equals what is made of another value just when the values do. */
    static Object key(Scalar value) {
        return switch (value) {
            case Scalar.Text text -> ByteBuffer.wrap(text.utf8());
            case Scalar.Numeral number -> number.value().stripTrailingZeros();
            case Scalar.Bool bool -> bool.value();
            case Scalar.Whole whole -> whole.value();
            case Scalar.Decimal decimal -> decimal.value() == 0 ? 0.0 : decimal.value();
        };
    }

    /** The same for the content of a cell that is present and no list. */
    static Object key(ValueKind kind, long bits, Object object) {
        return switch (kind) {
            case TEXT -> ByteBuffer.wrap((byte[]) object);
            case WHOLE, LINK -> bits;
            case DECIMAL -> key(new Scalar.Decimal(Double.longBitsToDouble(bits)));
            case BOOL -> bits != 0;
            case ANY -> key((Scalar) object);
        };
    }

    /** The same for an element of a list. */
    static Object elementKey(ValueKind kind, Object list, int index) {
        return switch (kind) {
            case TEXT -> ByteBuffer.wrap(((byte[][]) list)[index]);
            case WHOLE -> ((long[]) list)[index];
            case DECIMAL -> key(new Scalar.Decimal(((double[]) list)[index]));
            case BOOL -> ((boolean[]) list)[index];
            case ANY -> key(((Scalar[]) list)[index]);
            case LINK -> ((int[]) list)[index];
        };
    }

    /** How many elements a list has; 0 when it is absent. */
    static int length(@Nullable Object list) {
        return list == null ? 0 : Array.getLength(list);
    }

    /** The value, which must be a number: NaN stands for an absent one. */
    static double noNaN(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("NaN is no value of a member");
        }
        return value;
    }

    /** Whether the row is in the list. */
    static boolean contains(int[] rows, int row) {
        for (int element : rows) {
            if (element == row) {
                return true;
            }
        }
        return false;
    }
}
