package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.keyspace.Utf8;

/**
 * Checks that a message is UTF-8, chunk by chunk, and strictly: no overlong forms, no surrogates, nothing past
 * U+10FFFF. O(bytes), eight at a time while they are ASCII. Used by one thread at a time.
 */
public final class Utf8Check {
    private int chunks;
    private long before;
    private long fault = -1;
    /** How many bytes of a started character are to come. */
    private int missing;
    /** What the next of them may be. */
    private int low = 0x80;

    private int high = 0xBF;

    /** Checks the next chunk; false when the message is not UTF-8 up to its end. */
    public boolean accepts(byte[] chunk) {
        if (fault < 0) {
            int place = firstFault(chunk);
            if (place >= 0) {
                fault = before + place;
            }
            before += chunk.length;
            chunks++;
        }
        return fault < 0;
    }

    /**
     * Checks the chunks of a whole message that were not given to {@link #accepts} yet.
     *
     * @return the offset of the first byte that fits no character, the message's length when it ends inside one, or -1
     *     when all of it is well formed
     */
    public long finish(MessageBytes message) {
        while (chunks < message.chunks().size() && accepts(message.chunks().get(chunks))) {
            // The condition does the work.
        }
        return fault >= 0 || missing == 0 ? fault : before;
    }

    private int firstFault(byte[] chunk) {
        int i = 0;
        while (i < chunk.length) {
            if (missing == 0) {
                i = Utf8.asciiEnd(chunk, i);
                if (i == chunk.length) {
                    break;
                }
                int lead = chunk[i] & 0xFF;
                missing = followers(lead);
                if (missing == 0) {
                    return i;
                }
                low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
                high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                int follower = chunk[i] & 0xFF;
                if (follower < low || follower > high) {
                    return i;
                }
                low = 0x80;
                high = 0xBF;
                missing--;
            }
            i++;
        }
        return -1;
    }

    private static int followers(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            return 1;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            return 2;
        }
        return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
    }
}
