package io.fusioncache.server.engine.object;

import java.math.BigDecimal;

/** A scalar that stands alone: the constant of a condition or an assignment, or the value of an {@code any} member. */
public sealed interface Scalar {

    /**
     * Text.
     *
     * @param utf8 the text, as valid UTF-8 without any escaping; never changed by anyone
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by the engine, which looks at the bytes.
    record Text(byte[] utf8) implements Scalar {}

    /**
     * A whole number.
     *
     * @param value for a {@code uint} the same 64 bits, unsigned
     */
    record Whole(long value) implements Scalar {}

    record Decimal(double value) implements Scalar {}

    record Bool(boolean value) implements Scalar {}

    /**
     * A number of an {@code any} member. Two are equal when their values are, whatever their spelling.
     *
     * @param value the number; its text is what is printed, so {@code 1.50} stays {@code 1.50}
     * @param text as it was sent, ASCII; never changed by anyone
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Numeral(BigDecimal value, byte[] text) implements Scalar {}
}
