package io.fusioncache.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What a line of the log looks like. */
class EventLogTest {
    private static final Instant TIME = Instant.parse("2026-11-21T03:04:05.006Z");

    private Instant now = TIME;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private EventLog log(boolean journal) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new EventLog(new LogFormat(journal), stream::println, () -> now);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static LogRecord logged(String logger, Level level, String message) {
        LogRecord logged = new LogRecord(level, message);
        logged.setLoggerName(logger);
        logged.setInstant(TIME);
        return logged;
    }

    @Test
    void anEventIsOneLine() {
        log(false).event("Fusion\nready");
        assertEquals("2026-11-21T03:04:05.006Z INFO Fusion ready" + System.lineSeparator(), written());
    }

    @Test
    void theJournalGetsAPriorityInPlaceOfTheTime() {
        EventLog log = log(true);
        log.event("one");
        log.handler().publish(logged("x", Level.WARNING, "two"));
        log.handler().publish(logged("x", Level.SEVERE, "three"));
        assertEquals("<6>one\n<4>two\n<3>three\n", written().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void whatTheProcessLogsIsTakenOverOnce() {
        EventLog log = log(false);
        try {
            log.takeOver();
            log.takeOver();
            Logger.getLogger("io.fusioncache.server.x").warning("once");
            assertEquals(
                    1,
                    written().lines().filter(line -> line.endsWith("WARN once")).count(),
                    written());
        } finally {
            LogManager.getLogManager().reset();
        }
    }

    @Test
    void whatAnythingLogsLooksTheSame() {
        LogRecord logged = logged("io.fusioncache.server.x", Level.SEVERE, "failed {0}");
        logged.setParameters(new Object[] {"here"});
        logged.setThrown(new IllegalStateException("why"));
        log(false).handler().publish(logged);
        assertTrue(written()
                .startsWith("2026-11-21T03:04:05.006Z ERROR failed here\njava.lang.IllegalStateException: why\n"));
    }

    @Test
    void theNetworkLibrarysBannersAreLeftOut() {
        EventLog log = log(false);
        log.handler().publish(logged("org.xnio", Level.INFO, "XNIO version 3"));
        log.handler().publish(logged("io.undertow", Level.INFO, "starting"));
        assertEquals("", written());
        log.handler().publish(logged("io.undertow", Level.WARNING, "odd"));
        assertTrue(written().endsWith("WARN odd" + System.lineSeparator()));
    }

    @Test
    void warningsThatAClientMayProvokeAreLimitedAndTheRestIsCounted() {
        EventLog log = log(false);
        for (int i = 0; i < 1000; i++) {
            log.handler().publish(logged("one", Level.WARNING, "client " + i));
            log.handler().publish(logged("one", Level.INFO, "no warning"));
        }
        log.handler().publish(logged("one", Level.SEVERE, "another kind"));
        log.handler().publish(logged("other", Level.WARNING, "another kind"));
        assertEquals(LogRates.MOST, count("WARN client"));
        assertEquals(1000, count("INFO no warning"));
        assertEquals(2, count("another kind"));
        log.tellLeftOut(false);
        assertEquals(0, count("more of the lines above"), "the period is not over");
        now = TIME.plusMillis(LogRates.PERIOD_MILLIS);
        log.tellLeftOut(false);
        assertEquals(1, count("WARN " + (1000 - LogRates.MOST) + " more of the lines above from one (WARN)"));
        log.handler().publish(logged("one", Level.WARNING, "client again"));
        assertEquals(1, count("WARN client again"));
        log.tellLeftOut(true);
        assertEquals(1, count("more of the lines above"), "nothing was left out since");
    }

    @Test
    void theEventsOfTheServersLifeAreNotLimited() {
        EventLog log = log(false);
        for (int i = 0; i < 1000; i++) {
            log.event("event");
        }
        assertEquals(1000, count("INFO event"));
    }

    private long count(String text) {
        return written().lines().filter(line -> line.contains(text)).count();
    }
}
