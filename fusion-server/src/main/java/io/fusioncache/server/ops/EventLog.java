package io.fusioncache.server.ops;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The program's log: one line per event on standard error; only a defect's stack trace follows on lines of its own.
 * What this program, the network library and Java itself log all ends here. Under systemd the line begins with its
 * priority in place of the time, which the journal adds itself.
 */
public final class EventLog {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final PrintStream err;
    private final boolean journal;
    private final InstantSource clock;

    /**
     * Makes a log.
     *
     * @param journal true to begin lines with a priority, as the journal wants them
     */
    EventLog(PrintStream err, boolean journal, InstantSource clock) {
        this.err = err;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Makes a log and sends there what anything in this process logs. For a program's beginning, before anything logs.
     */
    public static EventLog install(PrintStream err, Map<String, String> environment) {
        // The network library logs through JBoss Logging, which otherwise looks for several logging systems.
        System.setProperty("org.jboss.logging.provider", "jdk");
        EventLog log = new EventLog(err, environment.containsKey("JOURNAL_STREAM"), InstantSource.system());
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(log.handler());
        return log;
    }

    /** Writes an event of the server's life. Works also while Java shuts down, when its own logging does not. */
    public void event(String message) {
        write(clock.instant(), Level.INFO, message, null);
    }

    /** Writes something about the server's life that somebody should look after. */
    public void warning(String message) {
        write(clock.instant(), Level.WARNING, message, null);
    }

    private void write(Instant time, Level level, String message, @Nullable Throwable thrown) {
        StringBuilder line = new StringBuilder(128);
        if (journal) {
            line.append('<').append(priority(level)).append('>');
        } else {
            TIME.formatTo(time, line);
            line.append(' ').append(word(level)).append(' ');
        }
        line.append(message.replaceAll("[\\r\\n]+", " "));
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append('\n').append(trace.toString().stripTrailing());
        }
        synchronized (this) {
            err.println(line);
            err.flush();
        }
    }

    private static int priority(Level level) {
        return level.intValue() >= Level.SEVERE.intValue() ? 3 : level.intValue() >= Level.WARNING.intValue() ? 4 : 6;
    }

    private static String word(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "ERROR"
                : level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }

    /** Banners of the network library say nothing to whoever runs the server. */
    private static boolean isNoise(LogRecord logged) {
        String logger = logged.getLoggerName();
        return logger != null
                && (logger.startsWith("org.xnio") || logger.startsWith("io.undertow") || logger.startsWith("org.jboss"))
                && logged.getLevel().intValue() < Level.WARNING.intValue();
    }

    Handler handler() {
        SimpleFormatter formatter = new SimpleFormatter();
        return new Handler() {
            @Override
            public void publish(@Nullable LogRecord logged) {
                if (logged != null && isLoggable(logged) && !isNoise(logged)) {
                    write(logged.getInstant(), logged.getLevel(), formatter.formatMessage(logged), logged.getThrown());
                }
            }

            @Override
            public void flush() {
                // Every line is flushed as it is written.
            }

            @Override
            public void close() {
                // Standard error stays open.
            }
        };
    }
}
