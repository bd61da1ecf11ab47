package io.fusioncache.server.command;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The clients that are connected now. Safe for use by any number of threads. */
public final class ClientRegistry {
    private final ConcurrentHashMap<Long, ClientSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final CommandClock clock;
    private final MonitorFeed monitors;

    /** Without any client yet. */
    public ClientRegistry(CommandClock clock, MonitorFeed monitors) {
        this.clock = clock;
        this.monitors = monitors;
    }

    /** Makes a session for a client that has connected; the network calls {@link #remove} when it is gone. */
    public ClientSession add(ClientConnection connection) {
        ClientSession session = new ClientSession(ids.incrementAndGet(), connection, clock.nanos());
        sessions.put(session.id(), session);
        return session;
    }

    /** Forgets a client. */
    public void remove(ClientSession session) {
        monitors.remove(session);
        sessions.remove(session.id());
    }

    /** The clients by number. O(n log n). */
    public List<ClientSession> all() {
        return sessions.values().stream()
                .sorted(Comparator.comparingLong(ClientSession::id))
                .toList();
    }

    /** The client with that number, or null. */
    public @Nullable ClientSession find(long id) {
        return sessions.get(id);
    }

    /** Clients connected now. */
    public int size() {
        return sessions.size();
    }

    /** Clients that have connected so far. */
    public long total() {
        return ids.get();
    }
}
