package io.fusioncache.server.query.parse;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.engine.memory.HeapArrays;
import io.fusioncache.server.engine.object.Column;
import io.fusioncache.server.engine.object.MemberType;
import io.fusioncache.server.engine.object.Scalar;
import io.fusioncache.server.engine.object.ScalarType;
import io.fusioncache.server.query.json.JsonReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Values of scalar members. One of another type than the member has, or one that does not fit it, is 1102. For a list
 * these read one element.
 */
final class Scalars {
    /** An object, with what a number of any size takes, and its places in a list while that grows. */
    private static final int CONSTANT_BYTES = 96;

    private Scalars() {}

    static byte[] text(JsonReader in, Column column) {
        if (!in.atString()) {
            throw differs(in, column);
        }
        return in.utf8();
    }

    /** An {@code int}. */
    static long signed(JsonReader in, Column column) {
        requireToken(in, column, JsonToken.VALUE_NUMBER_INT);
        try {
            return Digits.signed(in.characters(), in.charactersOffset(), in.charactersLength());
        } catch (ArithmeticException doesNotFit) {
            throw differs(in, column);
        }
    }

    /** A {@code uint}. */
    static long unsigned(JsonReader in, Column column) {
        requireToken(in, column, JsonToken.VALUE_NUMBER_INT);
        try {
            return Digits.unsigned(in.characters(), in.charactersOffset(), in.charactersLength());
        } catch (ArithmeticException doesNotFit) {
            throw differs(in, column);
        }
    }

    static long whole(JsonReader in, Column column, ScalarType type) {
        return type == ScalarType.INT ? signed(in, column) : unsigned(in, column);
    }

    static double decimal(JsonReader in, Column column) {
        if (!isNumber(in)) {
            throw differs(in, column);
        }
        double value = in.decimal();
        if (Double.isInfinite(value)) {
            throw differs(in, column);
        }
        return value;
    }

    static boolean bool(JsonReader in, Column column) {
        if (in.token() != JsonToken.VALUE_TRUE) {
            requireToken(in, column, JsonToken.VALUE_FALSE);
        }
        return in.token() == JsonToken.VALUE_TRUE;
    }

    static Scalar any(JsonReader in, Column column) {
        if (isNumber(in)) {
            return numeral(in, column);
        }
        return in.atString() ? new Scalar.Text(in.utf8()) : new Scalar.Bool(bool(in, column));
    }

    private static Scalar numeral(JsonReader in, Column column) {
        String text = new String(in.characters(), in.charactersOffset(), in.charactersLength());
        try {
            return new Scalar.Numeral(new BigDecimal(text), text.getBytes(StandardCharsets.US_ASCII));
        } catch (NumberFormatException exponentTooLarge) {
            throw differs(in, column);
        }
    }

    /** A value as a constant of a condition or of an assignment. */
    static Scalar constant(JsonReader in, Column column, ScalarType type) {
        return switch (type) {
            case STRING -> new Scalar.Text(text(in, column));
            case INT, UINT -> new Scalar.Whole(whole(in, column, type));
            case DECIMAL -> new Scalar.Decimal(decimal(in, column));
            case BOOL -> new Scalar.Bool(bool(in, column));
            case ANY -> any(in, column);
        };
    }

    /** The array the reader is at, as constants. */
    static List<Scalar> constants(JsonReader in, Column column, ScalarType type) {
        List<Scalar> constants = new ArrayList<>();
        while (in.nextElement()) {
            Scalar next = constant(in, column, type);
            in.memory().take(CONSTANT_BYTES + length(next));
            constants.add(next);
        }
        return constants;
    }

    private static long length(Scalar constant) {
        return switch (constant) {
            case Scalar.Text text -> HeapArrays.bytes(text.utf8().length);
            case Scalar.Numeral numeral -> 2 * HeapArrays.bytes(numeral.text().length);
            default -> 0;
        };
    }

    private static boolean isNumber(JsonReader in) {
        return in.token() == JsonToken.VALUE_NUMBER_INT || in.token() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    private static void requireToken(JsonReader in, Column column, JsonToken expected) {
        if (in.token() != expected) {
            throw differs(in, column);
        }
    }

    /** 1102: the value the reader is at is not of the member's type. */
    static FqlException differs(JsonReader in, Column column) {
        return differs(in, column, null);
    }

    /** 1102 with words of what was expected instead of the member's type. */
    static FqlException differs(JsonReader in, Column column, @Nullable String expected) {
        String name = column.definition().name();
        MemberType type = column.definition().type();
        return new FqlException(
                FqlError.TYPE_DIFFERS,
                name,
                name + " is of type " + TypeNames.text(type) + " and does not take " + in.kind()
                        + (expected == null ? "." : " here; " + expected + "."));
    }
}
