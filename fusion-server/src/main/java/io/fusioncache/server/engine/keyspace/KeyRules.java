package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** What a key may be: UTF-8 of a least length in characters and a greatest in bytes. May be changed at any time. */
public final class KeyRules {
    private static final KeyFault NOT_UTF_8 = new KeyFault("key is not valid UTF-8");

    private volatile int minLength;
    private volatile int maxLength;

    /**
     * Rules for keys.
     *
     * @param minLength in Unicode code points
     * @param maxLength in bytes
     */
    public KeyRules(int minLength, int maxLength) {
        this.minLength = minLength;
        this.maxLength = maxLength;
    }

    /** The fewest code points. */
    public int minLength() {
        return minLength;
    }

    /** Sets {@link #minLength()}. */
    public void minLength(int codePoints) {
        minLength = codePoints;
    }

    /** The most bytes. */
    public int maxLength() {
        return maxLength;
    }

    /** Sets {@link #maxLength()}. */
    public void maxLength(int bytes) {
        maxLength = bytes;
    }

    /** What is wrong with a key, or null. O(length). */
    public @Nullable KeyFault check(byte[] key) {
        if (key.length > maxLength) {
            return new KeyFault("key has " + key.length + " bytes, at most " + maxLength + " are allowed");
        }
        int codePoints = Utf8.codePoints(key);
        if (codePoints < 0) {
            return NOT_UTF_8;
        }
        return codePoints >= minLength
                ? null
                : new KeyFault("key has " + codePoints + " characters, at least " + minLength + " are needed");
    }
}
