package io.fusioncache.server.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the log looks like. Under systemd it begins with its priority in place of the time, which the journal
 * adds itself.
 *
 * @param journal true for the journal
 */
record LogFormat(boolean journal) {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** A line without its end; a stack trace follows on further ones. */
    String line(Instant time, Level level, String message, @Nullable Throwable thrown) {
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
        return line.toString();
    }

    private static int priority(Level level) {
        return level.intValue() >= Level.SEVERE.intValue() ? 3 : level.intValue() >= Level.WARNING.intValue() ? 4 : 6;
    }

    /** How bad it is, in a word. */
    static String word(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "ERROR"
                : level.intValue() >= Level.WARNING.intValue() ? "WARN" : "INFO";
    }
}
