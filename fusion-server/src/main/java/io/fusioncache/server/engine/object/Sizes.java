package io.fusioncache.server.engine.object;

import io.fusioncache.server.engine.memory.HeapArrays;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes things take on the heap, for the memory account: 8-byte alignment, 4-byte references, 16 bytes before
 * the first element of an array. A value that several rows share counts once for each.
 */
final class Sizes {
    static final int REFERENCE = 4;
    /** An {@link Undo}. */
    static final int UNDO = 64;
    /** A small object with a few fields, and its place in a queue. */
    static final int OBJECT = 48;
    /** A class, before it has any object. */
    static final int OBJECT_CLASS = 512;
    /** A column, before it has any value. */
    static final int COLUMN = 256;

    private static final int SMALL_OBJECT = 16;
    private static final int BOXED_LONG = 24;
    /** A {@code BigDecimal} with the record around it; digits beyond a {@code long} are in proportion to the text. */
    private static final int NUMBER = 96;

    private Sizes() {}

    static long array(long length, int elementBytes) {
        return HeapArrays.bytes(length * elementBytes);
    }

    static long aligned(long bytes) {
        return (bytes + 7) & -8L;
    }

    /** The bytes of a cell's object; 0 for what is held in the page itself. */
    static long value(@Nullable Object object) {
        return switch (object) {
            case null -> 0;
            case byte[] text -> array(text.length, 1);
            case Scalar scalar -> scalar(scalar);
            case long[] wholes -> array(wholes.length, Long.BYTES);
            case double[] decimals -> array(decimals.length, Double.BYTES);
            case boolean[] bools -> array(bools.length, 1);
            case int[] rows -> array(rows.length, Integer.BYTES);
            case byte[][] texts -> {
                long bytes = array(texts.length, REFERENCE);
                for (byte[] text : texts) {
                    bytes += array(text.length, 1);
                }
                yield bytes;
            }
            case Scalar[] scalars -> {
                long bytes = array(scalars.length, REFERENCE);
                for (Scalar scalar : scalars) {
                    bytes += scalar(scalar);
                }
                yield bytes;
            }
            default -> 0;
        };
    }

    private static long scalar(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text text -> SMALL_OBJECT + array(text.utf8().length, 1);
            case Scalar.Numeral number -> NUMBER + 2 * array(number.text().length, 1);
            case Scalar.Whole whole -> BOXED_LONG;
            case Scalar.Decimal decimal -> BOXED_LONG;
            case Scalar.Bool bool -> SMALL_OBJECT;
        };
    }
}
