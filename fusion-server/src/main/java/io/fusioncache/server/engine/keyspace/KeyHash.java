package io.fusioncache.server.engine.keyspace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A keyed hash of a key's bytes: 128-bit products of words mixed with two secrets. Without the secrets nobody can make
 * keys that fall into the same place of the table.
 */
final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private final long secret;
    private final long otherSecret;

    KeyHash(long secret, long otherSecret) {
        this.secret = secret;
        this.otherSecret = otherSecret;
    }

    int of(byte[] key) {
        int length = key.length;
        long hash = secret ^ length * ODD;
        int position = 0;
        for (; position + 8 <= length; position += 8) {
            hash = mix((long) LONGS.get(key, position) ^ otherSecret, hash);
        }
        long rest = 0;
        for (; position < length; position++) {
            rest = rest << 8 | (key[position] & 0xff);
        }
        hash = mix(mix(rest ^ otherSecret, hash) ^ ODD, secret);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }
}
