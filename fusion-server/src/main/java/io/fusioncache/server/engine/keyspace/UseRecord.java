package io.fusioncache.server.engine.keyspace;

/**
 * How often and when an entry was used, in one int: 24 bits of the second of its last use, 8 bits of a count.
 *
 * <p>The count is a Morris counter: it goes up with a probability that falls as it grows, so 8 bits reach about a
 * million uses, and it loses one for each minute without use, so that what was popular once makes room. A new entry
 * starts at {@value #INITIAL}, so that it is not the first to go before anyone could read it.
 */
final class UseRecord {
    private static final int INITIAL = 5;
    private static final int MOST = 255;
    private static final int LOG_FACTOR = 10;
    private static final int SECONDS_MASK = 0xff_ffff;
    private static final int SECONDS_TO_LOSE_ONE = 60;

    private UseRecord() {}

    static int initial(int nowSeconds) {
        return nowSeconds << 8 | INITIAL;
    }

    /** The record after one more use. */
    static int used(int record, int nowSeconds, int random) {
        int count = frequency(record, nowSeconds);
        if (count < MOST) {
            int odds = Math.max(count - INITIAL, 0) * LOG_FACTOR + 1;
            if (odds == 1 || Integer.remainderUnsigned(random, odds) == 0) {
                count++;
            }
        }
        return nowSeconds << 8 | count;
    }

    /** The count, less what it has lost since the last use. */
    static int frequency(int record, int nowSeconds) {
        return Math.max((record & MOST) - idleSeconds(record, nowSeconds) / SECONDS_TO_LOSE_ONE, 0);
    }

    /** Seconds since the last use; wraps around after 194 days. */
    static int idleSeconds(int record, int nowSeconds) {
        return nowSeconds - (record >>> 8) & SECONDS_MASK;
    }
}
