package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.Messages;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far a load is: share, bytes, rate and what is left, on one line that is written over on a terminal. */
public final class Progress {
    private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final int BAR = 24;
    private static final int WIDTH = 78;

    private final Messages messages;
    private final LongSupplier nanoTime;
    private final boolean shown;
    private final boolean terminal;
    private final long totalBytes;
    private final long start;
    private long bytes;
    private long lastShown;

    /**
     * Starts the clock.
     *
     * @param terminal whether the line can be written over
     * @param totalBytes what there is to read, 0 when that is not known
     */
    public Progress(Messages messages, LongSupplier nanoTime, boolean shown, boolean terminal, long totalBytes) {
        this.messages = messages;
        this.nanoTime = nanoTime;
        this.shown = shown;
        this.terminal = terminal;
        this.totalBytes = totalBytes;
        this.start = nanoTime.getAsLong();
        this.lastShown = start;
    }

    /** The stream, counted. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                bytes += octet < 0 ? 0 : 1;
                return octet;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                bytes += Math.max(0, count);
                return count;
            }
        };
    }

    /** Shows the line when it is time to. */
    void update(long records) {
        if (!shown) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastShown >= (terminal ? TERMINAL_INTERVAL : LINE_INTERVAL)) {
            lastShown = now;
            String line = line(records, now - start);
            messages.write(terminal ? "\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) : line + "\n");
        }
    }

    /** Takes the line away. */
    void end() {
        if (shown && terminal && lastShown != start) {
            messages.write("\r" + " ".repeat(WIDTH) + "\r");
        }
    }

    /**
     * What was done, for the summary: {@code 150000 objects in 1.9 s (78947/s, 17.1 MB)}.
     *
     * @param counted what was stored, with its number
     * @param count that number
     */
    String summary(String counted, long count) {
        double seconds = Math.max(1, nanoTime.getAsLong() - start) / 1e9;
        return String.format(
                Locale.ROOT, "%s in %.1f s (%.0f/s, %s)", counted, seconds, count / seconds, megabytes(bytes));
    }

    private String line(long records, long nanos) {
        double seconds = Math.max(1, nanos) / 1e9;
        String rate = String.format(Locale.ROOT, "%s  %.0f/s", megabytes(bytes), records / seconds);
        if (totalBytes <= 0) {
            return records + " records  " + rate;
        }
        double share = Math.min(1.0, (double) bytes / totalBytes);
        int full = (int) Math.round(share * BAR);
        long left = share > 0 ? Math.round(seconds * (1 - share) / share) : 0;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %s  ETA %d:%02d",
                "#".repeat(full),
                ".".repeat(BAR - full),
                share * 100,
                rate,
                left / 60,
                left % 60);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
