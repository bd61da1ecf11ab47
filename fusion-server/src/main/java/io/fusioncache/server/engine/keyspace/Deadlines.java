package io.fusioncache.server.engine.keyspace;

/**
 * Turns times to live and moments into deadlines and back. A deadline stands on the clock that never jumps, so setting
 * the wall clock neither shortens nor lengthens a life; only what is said or asked in Unix time looks at the wall
 * clock. The distance of the two clocks is kept until they have drifted apart, so that a moment comes back as it was
 * given.
 */
public final class Deadlines {
    private static final long TOLERANCE_MILLIS = 20;

    private final KeyspaceClock clock;
    private volatile long distance;

    Deadlines(KeyspaceClock clock) {
        this.clock = clock;
        this.distance = clock.unixMillis() - clock.millis();
    }

    /** The deadline after a time to live in milliseconds, which may be negative. */
    public long after(long millis) {
        return bounded(saturatedAdd(clock.millis(), millis));
    }

    /** The deadline at a moment in milliseconds since 1970. */
    public long at(long unixMillis) {
        return bounded(saturatedAdd(unixMillis, -distance()));
    }

    /** Milliseconds left until a deadline; negative when it is past. */
    public long left(long deadline) {
        return deadline - clock.millis();
    }

    /** The moment of a deadline, in milliseconds since 1970. */
    public long unixMillis(long deadline) {
        return saturatedAdd(deadline, distance());
    }

    /** True when the deadline is past. */
    public boolean isPast(long deadline) {
        return deadline != Entry.NEVER && deadline <= clock.millis();
    }

    private long distance() {
        long now = clock.unixMillis() - clock.millis();
        if (Math.abs(now - distance) > TOLERANCE_MILLIS) {
            distance = now;
        }
        return distance;
    }

    private static long bounded(long deadline) {
        return Math.min(deadline, Entry.NEVER - 1);
    }

    private static long saturatedAdd(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
