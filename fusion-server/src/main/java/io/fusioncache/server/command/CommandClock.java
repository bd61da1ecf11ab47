package io.fusioncache.server.command;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time, as commands need it. */
public interface CommandClock {
    /** Microseconds since 1970; may jump. */
    long unixMicros();

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** The system's clocks. */
    static CommandClock system() {
        Clock wall = Clock.systemUTC();
        return new CommandClock() {
            @Override
            public long unixMicros() {
                Instant now = wall.instant();
                return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }
        };
    }
}
