package io.fusioncache.server.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Shows commands to those who want to see them: {@code MONITOR} before a command runs, the slow log after it. What is
 * secret is shown to neither. Costs two comparisons where nobody looks. Safe for use by any number of threads.
 */
public final class CommandWitness {
    private static final byte[] REDACTED = "(redacted)".getBytes(StandardCharsets.UTF_8);

    private final MonitorFeed monitors;
    private final SlowLog slowLog;
    private final CommandClock clock;

    /** Shows commands to these. */
    public CommandWitness(MonitorFeed monitors, SlowLog slowLog, CommandClock clock) {
        this.monitors = monitors;
        this.slowLog = slowLog;
        this.clock = clock;
    }

    /** The time, in nanoseconds on the command clock. */
    public long nanos() {
        return clock.nanos();
    }

    /**
     * A command is about to run.
     *
     * @param words its name and its arguments; asked for only when somebody watches
     * @param secret whether its arguments are not to be shown
     */
    public void begins(ClientSession client, Supplier<byte[][]> words, boolean secret) {
        if (!monitors.isEmpty()) {
            monitors.tell(client, words.get(), secret, clock.unixMicros());
        }
    }

    /**
     * A command has run.
     *
     * @param beganNanos when, on the clock of {@link #nanos()}
     * @param words as for {@link #begins}
     * @return the time, on the same clock
     */
    public long ended(ClientSession client, long beganNanos, Supplier<byte[][]> words, boolean secret) {
        long now = clock.nanos();
        long micros = (now - beganNanos) / 1000;
        if (slowLog.isSlow(micros)) {
            byte[][] shown = secret ? redacted(words.get()) : words.get();
            slowLog.add(client, shown, clock.unixMicros() / 1_000_000, micros);
        }
        return now;
    }

    private static byte[][] redacted(byte[][] words) {
        byte[][] shown = words.clone();
        Arrays.fill(shown, 1, shown.length, REDACTED);
        return shown;
    }
}
