package io.fusioncache.server.engine.keyspace;

/** The time, twice: one that only goes on, for deadlines, and the one that people and other programs have. */
public interface KeyspaceClock {
    /** Milliseconds since some moment; never goes back and never jumps. */
    long millis();

    /** Milliseconds since 1970; may jump. */
    long unixMillis();

    /** The system's clocks. */
    static KeyspaceClock system() {
        long start = System.nanoTime();
        return new KeyspaceClock() {
            @Override
            public long millis() {
                return (System.nanoTime() - start) / 1_000_000;
            }

            @Override
            public long unixMillis() {
                return System.currentTimeMillis();
            }
        };
    }
}
