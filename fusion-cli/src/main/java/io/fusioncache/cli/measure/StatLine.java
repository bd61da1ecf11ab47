package io.fusioncache.cli.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One period between two samples, as a line of a table or as JSON. What needs a period is absent in the first. */
public final class StatLine {
    /** The heading of the table. */
    public static final String HEADING = String.format(
            Locale.ROOT,
            "%10s %10s %10s %6s %11s %11s %6s %8s",
            "keys",
            "objects",
            "memory",
            "used%",
            "commands/s",
            "queries/s",
            "hits%",
            "clients");

    private static final double NANOS = 1e9;

    private final StatSample now;
    private final @Nullable StatSample before;

    /** @param before null in the first line */
    public StatLine(StatSample now, @Nullable StatSample before) {
        this.now = now;
        this.before = before;
    }

    /** A row under {@link #HEADING}. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%10d %10d %10s %6s %11s %11s %6s %8d",
                now.keys(),
                now.objects(),
                ByteCount.of(now.memoryBytes()),
                printed(share(now.memoryBytes(), now.memoryLimit()), "%.1f", "-"),
                printed(commandsPerSecond(), "%.0f", "-"),
                printed(queriesPerSecond(), "%.0f", "-"),
                printed(hitRatio(), "%.1f", "-"),
                now.clients());
    }

    /** One JSON object on one line; what is absent is {@code null}. */
    public String json() {
        return "{\"keys\":" + now.keys() + ",\"objects\":" + now.objects() + ",\"memoryBytes\":" + now.memoryBytes()
                + ",\"memoryLimitBytes\":" + now.memoryLimit() + ",\"commandsPerSecond\":"
                + printed(commandsPerSecond(), "%.1f", "null") + ",\"queriesPerSecond\":"
                + printed(queriesPerSecond(), "%.1f", "null") + ",\"hitRatioPercent\":"
                + printed(hitRatio(), "%.1f", "null") + ",\"clients\":" + now.clients() + "}";
    }

    private @Nullable Double commandsPerSecond() {
        return before == null ? null : perSecond(now.commands() - before.commands());
    }

    private @Nullable Double queriesPerSecond() {
        return before == null ? null : perSecond(now.queries() - before.queries());
    }

    private @Nullable Double perSecond(long count) {
        long nanos = before == null ? 0 : now.nanos() - before.nanos();
        return nanos <= 0 ? null : count * NANOS / nanos;
    }

    private @Nullable Double hitRatio() {
        if (before == null) {
            return null;
        }
        long hits = now.hits() - before.hits();
        return share(hits, hits + now.misses() - before.misses());
    }

    private static @Nullable Double share(long part, long whole) {
        return whole <= 0 ? null : 100.0 * part / whole;
    }

    private static String printed(@Nullable Double number, String format, String absent) {
        return number == null ? absent : String.format(Locale.ROOT, format, number);
    }
}
