package io.fusioncache.server.net.resp;

import java.time.Duration;

/**
 * What of the configuration concerns RESP. Asked whenever it matters, so that a changed setting takes effect at once.
 * Where nothing else is said, the defaults are those of the reference.
 */
public interface RespSettings {
    /** The longest bulk string that is taken, in bytes; never more than the memory bound, whatever this says. */
    default long maxBulk() {
        return 512L << 20;
    }

    /** How long a client may send nothing before it is closed; zero for ever. */
    default Duration idleTimeout() {
        return Duration.ZERO;
    }

    /** How long a client may stop within a command before it is closed; zero for ever. */
    default Duration halfCommandTimeout() {
        return Duration.ZERO;
    }

    /**
     * Bytes of replies that may wait for a client, from which on nothing more is read from it, and for how long is
     * {@link #softLimitTime()}.
     */
    default long softOutputLimit() {
        return 64L << 20;
    }

    /** How long a client may stay above {@link #softOutputLimit()} before it is closed. */
    default Duration softLimitTime() {
        return Duration.ofSeconds(60);
    }

    /** Bytes of replies at which a client is closed at once. */
    default long hardOutputLimit() {
        return 256L << 20;
    }
}
