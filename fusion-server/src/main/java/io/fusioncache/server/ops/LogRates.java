package io.fusioncache.server.ops;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * How often each kind of line may be logged, so that a client that can make the server log can't fill a disk with it.
 * Of each kind the first few of a period pass; the others are counted, and the count is told when the period is over.
 * Kinds must be few: each that was ever seen is remembered. Safe for use by any number of threads.
 */
final class LogRates {
    /** Lines of one kind that pass in one period. */
    static final int MOST = 20;

    /** A period, in milliseconds. */
    static final long PERIOD_MILLIS = 10_000;

    private final Map<String, Period> periods = new HashMap<>();

    private static final class Period {
        private long began;
        private int passed;
        private long leftOut;
    }

    /**
     * Says whether a line may be logged.
     *
     * @param millis the time
     */
    synchronized boolean passes(String kind, long millis) {
        Period period = periods.computeIfAbsent(kind, fresh -> new Period());
        if (period.leftOut == 0 && isOver(period, millis)) {
            period.began = millis;
            period.passed = 0;
        }
        if (period.passed < MOST) {
            period.passed++;
            return true;
        }
        period.leftOut++;
        return false;
    }

    /**
     * Tells what was left out in periods that are over; they end with that.
     *
     * @param all true to tell of all periods
     * @param receiver takes a kind and how many lines of it were left out
     */
    synchronized void tell(long millis, boolean all, ObjLongConsumer<String> receiver) {
        periods.forEach((kind, period) -> {
            if (period.leftOut > 0 && (all || isOver(period, millis))) {
                receiver.accept(kind, period.leftOut);
                period.began = millis;
                period.passed = 0;
                period.leftOut = 0;
            }
        });
    }

    /** A clock that was set back ends a period too. */
    private static boolean isOver(Period period, long millis) {
        return Math.abs(millis - period.began) >= PERIOD_MILLIS;
    }
}
