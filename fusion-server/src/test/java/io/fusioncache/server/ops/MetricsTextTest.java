package io.fusioncache.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.command.NetworkFigures;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.ServerFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Numbers, and the form in which they are written. */
class MetricsTextTest {
    private static final Pattern LINE = Pattern.compile(
            "# (HELP|TYPE) fusion_\\w+ .+|fusion_\\w+(\\{interface=\"\\w+\"(,outcome=\"\\w+\")?\\})? [0-9.E-]+");

    private final MemoryAccount account = new MemoryAccount(1000);
    private final Monitor monitor = new Monitor(
            "1.2.3",
            2,
            4,
            account,
            InstantSource.fixed(Instant.ofEpochSecond(77)),
            () -> 5,
            () -> new ServerFacts.KeyFacts(3, 4, 6, 7, 8, 9, 10));
    private final Traffic rest = new Traffic();
    private final Traffic standard = new Traffic();
    private final Traffic resp = new Traffic();

    MetricsTextTest() {
        monitor.watch(new ServerFacts.Listener("rest", "127.0.0.1", 1981, 64), rest);
        monitor.watch(new ServerFacts.Listener("standard", "127.0.0.1", 1982, 64), standard);
    }

    @Test
    void everyLineHasTheForm() {
        String text = new MetricsText(monitor).write();
        assertTrue(text.endsWith("\n"));
        text.lines().forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
    }

    @Test
    void theNumbersAreThoseThatWereCounted() {
        account.charge(12);
        rest.connectionOpened();
        rest.connectionOpened();
        rest.connectionClosed();
        rest.received(100);
        rest.answered(200);
        rest.messageRefused();
        standard.connectionRefused();
        standard.connectionStalled();
        rest.ran(QueryOutcome.ANSWERED, 1_500_000_000);
        rest.ran(QueryOutcome.FAILED, 500_000_000);
        standard.ran(QueryOutcome.SILENT, 0);
        List<String> lines = new MetricsText(monitor).write().lines().toList();
        for (String wanted : List.of(
                "fusion_memory_used_bytes 12",
                "fusion_memory_limit_bytes 1000",
                "fusion_queries_waiting 5",
                "fusion_keys 3",
                "fusion_key_hits_total 4",
                "fusion_key_misses_total 6",
                "fusion_keys_evicted_total 7",
                "fusion_keys_expired_total 8",
                "fusion_composites 9",
                "fusion_composed_bytes 10",
                "fusion_queries_total{interface=\"rest\",outcome=\"answered\"} 1",
                "fusion_queries_total{interface=\"rest\",outcome=\"failed\"} 1",
                "fusion_queries_total{interface=\"standard\",outcome=\"silent\"} 1",
                "fusion_query_seconds_total{interface=\"rest\"} 2.0",
                "fusion_refused_total{interface=\"rest\"} 1",
                "fusion_connections{interface=\"rest\"} 1",
                "fusion_connections_refused_total{interface=\"standard\"} 1",
                "fusion_connections_stalled_total{interface=\"standard\"} 1",
                "fusion_connections_total{interface=\"rest\"} 2",
                "fusion_received_bytes_total{interface=\"rest\"} 100",
                "fusion_answered_bytes_total{interface=\"rest\"} 200")) {
            assertTrue(lines.contains(wanted), () -> wanted + " not in " + lines);
        }
    }

    @Test
    void whatPassesTheInterfacesIsAddedUp() {
        rest.connectionOpened();
        standard.connectionOpened();
        rest.received(3);
        standard.received(4);
        rest.answered(5);
        standard.answered(6);
        standard.connectionRefused();
        rest.connectionStalled();
        assertEquals(new NetworkFigures(2, 1, 1, 7, 11), monitor.network());
    }

    @Test
    void queriesAreToldWhatTheyAskAbout() {
        monitor.watch(new ServerFacts.Listener("resp", "127.0.0.1", 1988, 64), resp);
        resp.connectionOpened();
        resp.ran(QueryOutcome.ANSWERED, 1);
        rest.connectionOpened();
        standard.connectionOpened();
        standard.connectionOpened();
        standard.connectionClosed();
        rest.ran(QueryOutcome.ANSWERED, 1);
        assertEquals("Fusion/1.2.3", monitor.userAgent());
        assertEquals(3, monitor.totalQueries());
        assertEquals(1, monitor.restConnected());
        assertEquals(1, monitor.webSocketConnected());
        assertEquals(2, monitor.webSocketTotal());
        assertEquals(77, monitor.unixSeconds());
        assertEquals(
                List.of("rest", "standard", "resp"),
                monitor.listeners().stream().map(ServerFacts.Listener::name).toList());
    }
}
