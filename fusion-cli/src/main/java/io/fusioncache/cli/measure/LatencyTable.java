package io.fusioncache.cli.measure;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times of one period in nanoseconds, as a line of a table or as JSON, in microseconds. */
public final class LatencyTable {
    /** The heading of the table. */
    public static final String HEADING = String.format(
            Locale.ROOT, "%8s %10s %10s %10s %10s %10s", "samples", "min us", "avg us", "p50 us", "p99 us", "max us");

    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;

    private LatencyTable() {}

    /** An empty histogram of nanoseconds, exact to three digits. */
    public static Histogram histogram() {
        return new Histogram(LONGEST, DIGITS);
    }

    /** Notes a time; one that is longer than an hour counts as an hour. */
    public static void record(Histogram times, long nanos) {
        times.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** A row under {@link #HEADING}. */
    public static String text(Histogram times) {
        return String.format(
                Locale.ROOT,
                "%8d %10.1f %10.1f %10.1f %10.1f %10.1f",
                times.getTotalCount(),
                micros(times.getMinValue()),
                micros(times.getMean()),
                micros(times.getValueAtPercentile(50)),
                micros(times.getValueAtPercentile(99)),
                micros(times.getMaxValue()));
    }

    /** One JSON object on one line. */
    public static String json(Histogram times) {
        return String.format(
                Locale.ROOT,
                "{\"samples\":%d,\"minMicros\":%.1f,\"avgMicros\":%.1f,\"p50Micros\":%.1f,\"p99Micros\":%.1f,"
                        + "\"maxMicros\":%.1f}",
                times.getTotalCount(),
                micros(times.getMinValue()),
                micros(times.getMean()),
                micros(times.getValueAtPercentile(50)),
                micros(times.getValueAtPercentile(99)),
                micros(times.getMaxValue()));
    }

    static double micros(long nanos) {
        return nanos / 1000.0;
    }

    static double micros(double nanos) {
        return nanos / 1000;
    }
}
