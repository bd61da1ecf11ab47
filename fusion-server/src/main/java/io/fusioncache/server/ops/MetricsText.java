package io.fusioncache.server.ops;

import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.ServerFacts;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The server's numbers in the text format of Prometheus, version 0.0.4. */
public final class MetricsText {
    private final Monitor monitor;

    public MetricsText(Monitor monitor) {
        this.monitor = monitor;
    }

    /** The numbers as they are now. */
    public String write() {
        StringBuilder text = new StringBuilder(4096);
        one(
                text,
                "fusion_memory_used_bytes",
                "gauge",
                "Bytes charged to the memory account.",
                monitor.account().used());
        one(
                text,
                "fusion_memory_limit_bytes",
                "gauge",
                "Bytes that may be charged.",
                monitor.account().limit());
        one(text, "fusion_queries_waiting", "gauge", "Queries that wait for a thread.", monitor.waitingQueries());
        one(text, "fusion_query_threads", "gauge", "Threads that run queries.", monitor.queryThreads());
        one(text, "fusion_io_threads", "gauge", "Threads that serve the network.", monitor.ioThreads());
        ServerFacts.KeyFacts keys = monitor.keys();
        if (keys != null) {
            one(text, "fusion_keys", "gauge", "Keys.", keys.count());
            one(text, "fusion_key_hits_total", "counter", "Reads that found their key.", keys.hits());
            one(text, "fusion_key_misses_total", "counter", "Reads that did not find their key.", keys.misses());
            one(text, "fusion_keys_evicted_total", "counter", "Keys removed to make room.", keys.evicted());
            one(text, "fusion_keys_expired_total", "counter", "Keys removed at the end of their time.", keys.expired());
            one(text, "fusion_composites", "gauge", "Composites.", keys.composites());
            one(text, "fusion_composed_bytes", "gauge", "Bytes of kept results.", keys.composedBytes());
        }
        outcomes(text);
        each(
                text,
                "fusion_query_seconds_total",
                "counter",
                "Time from last byte to answer, all together.",
                traffic -> traffic.nanosTotal(),
                true);
        each(text, "fusion_refused_total", "counter", "Messages turned away.", Traffic::refusedTotal, false);
        each(text, "fusion_connections", "gauge", "Connections open now.", Traffic::connectionsOpen, false);
        each(text, "fusion_connections_total", "counter", "Connections opened.", Traffic::connectionsTotal, false);
        each(
                text,
                "fusion_connections_refused_total",
                "counter",
                "Connections turned away.",
                Traffic::connectionsRefusedTotal,
                false);
        each(
                text,
                "fusion_connections_stalled_total",
                "counter",
                "Connections closed because the client did not read its answers.",
                Traffic::connectionsStalledTotal,
                false);
        each(text, "fusion_received_bytes_total", "counter", "Bytes of messages.", Traffic::bytesInTotal, false);
        each(text, "fusion_answered_bytes_total", "counter", "Bytes of answers.", Traffic::bytesOutTotal, false);
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void one(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private void outcomes(StringBuilder text) {
        String name = "fusion_queries_total";
        head(text, name, "counter", "Queries run, by interface and outcome.");
        for (Monitor.Watched watched : monitor.watched()) {
            for (QueryOutcome outcome : QueryOutcome.values()) {
                text.append(name)
                        .append("{interface=\"")
                        .append(watched.listener().name())
                        .append("\",outcome=\"")
                        .append(outcome.name().toLowerCase(Locale.ROOT))
                        .append("\"} ")
                        .append(watched.traffic().ranTotal(outcome))
                        .append('\n');
            }
        }
    }

    private void each(
            StringBuilder text, String name, String type, String help, ToLongFunction<Traffic> number, boolean nanos) {
        head(text, name, type, help);
        for (Monitor.Watched watched : monitor.watched()) {
            long value = number.applyAsLong(watched.traffic());
            text.append(name)
                    .append("{interface=\"")
                    .append(watched.listener().name())
                    .append("\"} ")
                    .append(nanos ? String.valueOf(value / 1e9) : String.valueOf(value))
                    .append('\n');
        }
    }
}
