package io.fusioncache.server.net.websocket;

import io.fusioncache.server.net.InFlight;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of one interface. Safe for use by any number of threads. */
public final class Registry {
    private final Set<WebSocketConnection> connections = ConcurrentHashMap.newKeySet();
    private final InFlight open = new InFlight();

    void add(WebSocketConnection connection) {
        open.begin();
        connections.add(connection);
    }

    void remove(WebSocketConnection connection) {
        if (connections.remove(connection)) {
            open.end();
        }
    }

    /** The number of open connections, to wait for the last. */
    public InFlight open() {
        return open;
    }

    /**
     * Tells every client that the server goes away, behind the answers that wait for it.
     *
     * @param quiet true when no query runs any longer, so that what came in the meantime is worth waiting for
     */
    public void goAway(boolean quiet) {
        connections.forEach(quiet ? WebSocketConnection::goAway : WebSocketConnection::goAwayNow);
    }

    /** Ends every connection as it stands. */
    public void terminate() {
        connections.forEach(WebSocketConnection::terminate);
    }
}
