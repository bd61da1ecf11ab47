package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.MessageBytes;

/**
 * Tells of a message, before it is read, how long a string in it can be, since the parser holds a whole string several
 * times over. A string of many blocks covers whole blocks in which no quote is: only blocks are looked at, and each
 * only up to its first quote, which in ordinary messages is its first few bytes.
 */
final class LongStrings {
    /** Shorter strings don't matter, in bytes. */
    private static final int BLOCK = 256 * 1024;

    private LongStrings() {}

    /**
     * The most bytes that a string of the message can have; 0 when all are short. O(1) for short messages, else about
     * as long as it takes to read the strings that are long.
     */
    static long longest(MessageBytes message) {
        if (message.length() < 2 * BLOCK) {
            return 0;
        }
        long longest = 0;
        long quiet = 0;
        for (byte[] chunk : message.chunks()) {
            for (int from = 0; from < chunk.length; from += BLOCK) {
                int end = Math.min(from + BLOCK, chunk.length);
                quiet = hasQuote(chunk, from, end) ? 0 : quiet + end - from;
                longest = Math.max(longest, quiet);
            }
        }
        return longest == 0 ? 0 : longest + 2 * BLOCK;
    }

    private static boolean hasQuote(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '"' && (i == from || bytes[i - 1] != '\\')) {
                return true;
            }
        }
        return false;
    }
}
