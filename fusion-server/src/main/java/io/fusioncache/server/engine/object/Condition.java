package io.fusioncache.server.engine.object;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * What an object must meet to be found. Conditions of one list are joined by AND. They are data: built against the
 * {@link Catalog} of a snapshot and good for that snapshot.
 */
public sealed interface Condition {
    /** The member that is looked at. */
    Column column();

    /**
     * The value compares so to the constant; on a list, that of at least one element does. An absent value meets no
     * comparison but {@link Comparison#NOT_EQUAL}. The constant's kind fits the column: {@link Scalar.Text} for
     * strings, {@link Scalar.Whole} for {@code int} and {@code uint}, {@link Scalar.Decimal}, {@link Scalar.Bool}; for
     * {@code any} {@code Text}, {@code Bool} or {@link Scalar.Numeral}, where values of another kind are unequal and
     * unordered.
     */
    record Compare(Column column, Comparison comparison, Scalar constant) implements Condition {}

    /** The value (of a list: at least one element) equals one of the constants. */
    record In(Column column, List<Scalar> constants) implements Condition {}

    /**
     * The whole text (of a list: of at least one element) matches. Strings only; other values of {@code any} do not.
     */
    record Matches(Column column, Pattern pattern) implements Condition {}

    /** The member is absent. */
    record Absent(Column column) implements Condition {}

    /** The member is not absent. */
    record Present(Column column) implements Condition {}

    /** The linked object (of a list: at least one of them) meets all conditions; an absent link meets none. */
    record Linked(Column column, List<Condition> conditions) implements Condition {}

    /** The ways to compare. Text compares by code points, booleans with false first. */
    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
