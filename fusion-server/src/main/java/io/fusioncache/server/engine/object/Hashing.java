package io.fusioncache.server.engine.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hashes of values: equal values have equal hashes. Texts are hashed with a secret of the store's, so that a client
 * can't make up texts that all have the same one.
 */
final class Hashing {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD6E8FEB86659FD93L;

    private final long secret;

    Hashing(long secret) {
        this.secret = secret;
    }

    int whole(long value) {
        return folded(mixed(value ^ secret, FIRST));
    }

    /** The two zeros are equal. */
    int decimal(double value) {
        return whole(Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    int bool(boolean value) {
        return value ? 0x5bd1e995 : 0x1b873593;
    }

    int text(byte[] utf8) {
        return text(utf8, 0, utf8.length);
    }

    /**
     * Of a part of an array. The last eight bytes may overlap those before: that is faster than a loop over the rest.
     */
    int text(byte[] utf8, int from, int to) {
        long hash = secret ^ ((to - from) * SECOND);
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash ^ (long) EIGHT_BYTES.get(utf8, i), FIRST);
        }
        long last = to - from < Long.BYTES ? fewBytes(utf8, from, to) : (long) EIGHT_BYTES.get(utf8, to - Long.BYTES);
        return folded(mixed(hash ^ last, SECOND));
    }

    private static long fewBytes(byte[] utf8, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            bytes = (bytes << 8) | (utf8[i] & 0xFF);
        }
        return bytes;
    }

    int any(Scalar value) {
        return switch (value) {
            case Scalar.Text text -> text(text.utf8());
            case Scalar.Whole whole -> whole(whole.value());
            case Scalar.Decimal decimal -> decimal(decimal.value());
            case Scalar.Bool bool -> bool(bool.value());
            // Without its zeros at the end, 1.50 is hashed as 1.5.
            case Scalar.Numeral number ->
                whole(number.value().stripTrailingZeros().hashCode());
        };
    }

    /** Of an element of a list of that kind. */
    int element(ValueKind kind, Object list, int index) {
        return switch (kind) {
            case TEXT -> text(((byte[][]) list)[index]);
            case WHOLE -> whole(((long[]) list)[index]);
            case DECIMAL -> decimal(((double[]) list)[index]);
            case BOOL -> bool(((boolean[]) list)[index]);
            case ANY -> any(((Scalar[]) list)[index]);
            case LINK -> whole(((int[]) list)[index]);
        };
    }

    /** Of the content of a cell of that kind that is present and no list. */
    int single(ValueKind kind, long bits, Object object) {
        return switch (kind) {
            case TEXT -> text((byte[]) object);
            case WHOLE, LINK -> whole(bits);
            case DECIMAL -> decimal(Double.longBitsToDouble(bits));
            case BOOL -> bool(bits != 0);
            case ANY -> any((Scalar) object);
        };
    }

    private static long mixed(long value, long factor) {
        return Math.unsignedMultiplyHigh(value, factor) ^ (value * factor);
    }

    private static int folded(long hash) {
        return (int) (hash ^ (hash >>> 32));
    }
}
