package io.fusioncache.server.ops;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The program's log: one line per event on standard error; only a defect's stack trace follows on lines of its own.
 * What this program, the network library and Java itself log all ends here.
 *
 * <p>Nobody who logs waits for whoever reads standard error, see {@link LogWriter}. Of warnings and errors, which a
 * client may be able to provoke, only so many are written, see {@link LogRates}: the kind of one is who logs it and how
 * bad it is.
 */
public final class EventLog {
    /** How long a process that ends waits for its last lines to be written. */
    private static final long LAST_LINES_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LogFormat format;
    private final LineSink lines;
    private final InstantSource clock;
    private final LogRates rates = new LogRates();
    private boolean takenOver;

    /** Makes a log that writes there. */
    EventLog(LogFormat format, LineSink lines, InstantSource clock) {
        this.format = format;
        this.lines = lines;
        this.clock = clock;
    }

    /** Makes the log of this process; what the libraries log ends here after {@link #takeOver()}. */
    public static EventLog begin(PrintStream err, Map<String, String> environment) {
        LogFormat format = new LogFormat(environment.containsKey("JOURNAL_STREAM"));
        InstantSource clock = InstantSource.system();
        LogWriter writer = new LogWriter(
                err,
                dropped -> format.line(
                        clock.instant(),
                        Level.WARNING,
                        dropped + " lines of the log were dropped, for nothing took them",
                        null));
        EventLog log = new EventLog(format, writer, clock);
        writer.start(() -> log.tellLeftOut(false));
        return log;
    }

    /**
     * Sends here what anything in this process logs. For a program's beginning, before anything logs. Once is enough;
     * whoever calls it while another thread does it waits for that. Java looks into every library for a logging system,
     * which is why it may be worth another thread.
     */
    public synchronized void takeOver() {
        if (!takenOver) {
            // The network library logs through JBoss Logging, which otherwise looks for several logging systems.
            System.setProperty("org.jboss.logging.provider", "jdk");
            // Of no language: it has no translations, and would look for several in every library.
            System.setProperty("org.jboss.logging.locale", "ROOT");
            LogManager.getLogManager().reset();
            Logger.getLogger("").addHandler(handler());
            takenOver = true;
        }
    }

    /** Writes an event of the server's life. Works also while Java shuts down, when its own logging does not. */
    public void event(String message) {
        write(Level.INFO, message);
    }

    /** Writes something about the server's life that somebody should look after. */
    public void warning(String message) {
        write(Level.WARNING, message);
    }

    private void write(Level level, String message) {
        lines.add(format.line(clock.instant(), level, message, null));
    }

    /** Waits until the last lines are written, for at most two seconds. For a process about to end. */
    public void finish() {
        tellLeftOut(true);
        try {
            lines.drain(LAST_LINES_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param all true for what was left out lately, too */
    void tellLeftOut(boolean all) {
        rates.tell(clock.millis(), all, (kind, count) -> warning(count + " more of the lines above from " + kind));
    }

    /** Banners of the network library say nothing to whoever runs the server. */
    private static boolean isNoise(LogRecord logged) {
        String logger = logged.getLoggerName();
        return logger != null
                && (logger.startsWith("org.xnio") || logger.startsWith("io.undertow") || logger.startsWith("org.jboss"))
                && logged.getLevel().intValue() < Level.WARNING.intValue();
    }

    private boolean passes(LogRecord logged) {
        return logged.getLevel().intValue() < Level.WARNING.intValue()
                || rates.passes(
                        logged.getLoggerName() + " (" + LogFormat.word(logged.getLevel()) + ")", clock.millis());
    }

    Handler handler() {
        SimpleFormatter formatter = new SimpleFormatter();
        return new Handler() {
            @Override
            public void publish(@Nullable LogRecord logged) {
                if (logged != null && isLoggable(logged) && !isNoise(logged) && passes(logged)) {
                    lines.add(format.line(
                            logged.getInstant(),
                            logged.getLevel(),
                            formatter.formatMessage(logged),
                            logged.getThrown()));
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
