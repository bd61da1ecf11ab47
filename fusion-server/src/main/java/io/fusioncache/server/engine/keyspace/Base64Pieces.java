package io.fusioncache.server.engine.keyspace;

import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * Base64 of values of any length, a piece at a time, so that no copy of the whole is made beside the text it is for.
 */
public final class Base64Pieces {
    /** A multiple of three, so that only the last piece is padded. */
    private static final int PIECE = 48 * 1024;

    private Base64Pieces() {}

    /** How many digits so many bytes take. */
    public static long length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** Hands on the digits in order. */
    public static void encode(byte[] bytes, Consumer<byte[]> digits) {
        for (int from = 0; from < bytes.length; from += PIECE) {
            int to = Math.min(from + PIECE, bytes.length);
            digits.accept(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, to)));
        }
    }
}
