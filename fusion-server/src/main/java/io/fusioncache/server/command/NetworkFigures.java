package io.fusioncache.server.command;

/**
 * What has passed through one interface, or through all together, for {@code INFO}.
 *
 * @param connections opened so far
 * @param refusedConnections turned away so far
 * @param stalledConnections closed so far because the client did not read its answers
 * @param bytesIn bytes of messages
 * @param bytesOut bytes of answers
 */
public record NetworkFigures(
        long connections, long refusedConnections, long stalledConnections, long bytesIn, long bytesOut) {
    /** Nothing yet. */
    public static final NetworkFigures NONE = new NetworkFigures(0, 0, 0, 0, 0);

    /** These and those of another interface together. */
    public NetworkFigures plus(NetworkFigures other) {
        return new NetworkFigures(
                connections + other.connections,
                refusedConnections + other.refusedConnections,
                stalledConnections + other.stalledConnections,
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut);
    }
}
