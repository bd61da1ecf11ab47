package io.fusioncache.server.net;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ServerSettings;
import java.time.Duration;

/**
 * What one connection may take; see the settings of the same names.
 *
 * @param maxWaitingQueries of all connections together, waiting for a thread
 * @param maxPendingQueries of a connection
 * @param maxPendingBytes of a connection's queries under way
 * @param maxUnsentBytes of a connection's answers
 * @param stalledTimeout how long more than that may wait while none of it is taken
 * @param idleTimeout how long a connection may be silent
 * @param handshakeTimeout how long the header of a request may take
 * @param deflate whether messages may be compressed
 */
public record NetLimits(
        int maxWaitingQueries,
        int maxPendingQueries,
        long maxPendingBytes,
        long maxUnsentBytes,
        Duration stalledTimeout,
        Duration idleTimeout,
        Duration handshakeTimeout,
        boolean deflate) {

    /** The limits that are configured. */
    public static NetLimits of(Configuration configuration) {
        return new NetLimits(
                configuration.get(ServerSettings.MAX_WAITING_QUERIES),
                configuration.get(ServerSettings.MAX_PENDING_QUERIES),
                configuration.get(ServerSettings.MAX_PENDING_BYTES),
                configuration.get(ServerSettings.MAX_UNSENT_BYTES),
                configuration.get(ServerSettings.STALLED_TIMEOUT),
                configuration.get(ServerSettings.IDLE_TIMEOUT),
                configuration.get(ServerSettings.HANDSHAKE_TIMEOUT),
                configuration.get(ServerSettings.DEFLATE));
    }
}
