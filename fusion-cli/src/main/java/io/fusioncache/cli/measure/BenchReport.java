package io.fusioncache.cli.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param nanos from the first request to the last answer
 * @param times of the answers, in nanoseconds
 * @param errors how many of the answers were errors
 */
public record BenchReport(BenchOptions options, long nanos, Histogram times, long errors) {
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9, 99.99};
    private static final int BAR = 40;

    /** Answers that took longer than the bar before and at most so many microseconds. */
    private record Bar(long upToMicros, long count) {}

    /** Requests per second. */
    public double throughput() {
        return options.requests() * 1e9 / Math.max(1, nanos);
    }

    /** For people: several lines. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d requests in %.2f s, %.0f requests/s, %d errors\n",
                language(),
                options.requests(),
                nanos / 1e9,
                throughput(),
                errors));
        text.append(String.format(
                Locale.ROOT,
                "%d connections on %d threads, %d under way on each, %s\n",
                options.connections(),
                options.threads(),
                options.pipeline(),
                requests()));
        text.append('\n');
        time(text, "min", LatencyTable.micros(times.getMinValue()));
        time(text, "avg", LatencyTable.micros(times.getMean()));
        for (double percentile : PERCENTILES) {
            time(text, name(percentile), LatencyTable.micros(times.getValueAtPercentile(percentile)));
        }
        time(text, "max", LatencyTable.micros(times.getMaxValue()));
        text.append('\n');
        List<Bar> bars = bars();
        long most = bars.stream().mapToLong(Bar::count).max().orElse(1);
        for (Bar bar : bars) {
            String length = "#".repeat((int) (BAR * bar.count() / Math.max(1, most)));
            text.append(String.format(Locale.ROOT, "%10d us %10d %s", bar.upToMicros(), bar.count(), length)
                            .stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    /** One JSON object on one line. */
    public String json() {
        StringBuilder json = new StringBuilder();
        json.append(String.format(
                Locale.ROOT,
                "{\"protocol\":\"%s\",\"connections\":%d,\"threads\":%d,\"pipeline\":%d,%s,"
                        + "\"requests\":%d,\"errors\":%d,\"seconds\":%.6f,"
                        + "\"requestsPerSecond\":%.1f,\"minMicros\":%.1f,\"avgMicros\":%.1f",
                language(),
                options.connections(),
                options.threads(),
                options.pipeline(),
                requestsAsJson(),
                options.requests(),
                errors,
                nanos / 1e9,
                throughput(),
                LatencyTable.micros(times.getMinValue()),
                LatencyTable.micros(times.getMean())));
        for (double percentile : PERCENTILES) {
            json.append(String.format(
                    Locale.ROOT,
                    ",\"%sMicros\":%.1f",
                    name(percentile),
                    LatencyTable.micros(times.getValueAtPercentile(percentile))));
        }
        json.append(String.format(Locale.ROOT, ",\"maxMicros\":%.1f", LatencyTable.micros(times.getMaxValue())));
        json.append(bars().stream()
                .map(bar -> "{\"upToMicros\":" + bar.upToMicros() + ",\"count\":" + bar.count() + "}")
                .collect(Collectors.joining(",", ",\"histogram\":[", "]}")));
        return json.toString();
    }

    private String requests() {
        String query = options.query();
        return query != null
                ? "the same request of " + Bytes.of(query).length + " bytes"
                : String.format(
                        Locale.ROOT,
                        "values of %d bytes, %d keys, get=%d,set=%d",
                        options.size(),
                        options.keys(),
                        options.reads(),
                        options.writes());
    }

    private String requestsAsJson() {
        String query = options.query();
        return query != null
                ? "\"requestBytes\":" + Bytes.of(query).length
                : String.format(
                        Locale.ROOT,
                        "\"size\":%d,\"keys\":%d,\"get\":%d,\"set\":%d",
                        options.size(),
                        options.keys(),
                        options.reads(),
                        options.writes());
    }

    private String language() {
        return options.language().name().toLowerCase(Locale.ROOT);
    }

    private static String name(double percentile) {
        return "p" + (percentile == Math.rint(percentile) ? String.valueOf((long) percentile) : percentile);
    }

    /** Each bar reaches twice as far as the one before; empty ones at both ends are left out. */
    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        long before = 0;
        long seen = 0;
        for (long micros = 1; seen < times.getTotalCount(); micros *= 2) {
            long upTo = times.getCountBetweenValues(0, TimeUnit.MICROSECONDS.toNanos(micros));
            seen = upTo;
            if (seen > 0) {
                bars.add(new Bar(micros, upTo - before));
            }
            before = upTo;
        }
        return bars;
    }

    private static void time(StringBuilder text, String name, double micros) {
        text.append(String.format(Locale.ROOT, "%8s %10.1f us\n", name, micros));
    }
}
