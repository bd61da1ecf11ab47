package io.fusioncache.server.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code SERVER_INFO} and {@code STATS} tell about the server that runs the query. */
public interface ServerFacts {
    /** The server's version, such as {@code 0.1.0}. */
    String version();

    /** The program and its version, such as {@code Fusion/0.1.0}. */
    String userAgent();

    /** The processors that the server may use at most. */
    int maxThreads();

    /** The processors that there are. */
    int availableThreads();

    /** Threads that run queries. */
    int queryThreads();

    /** Threads that serve the network. */
    int ioThreads();

    /** The interfaces that run, in the order of the reference. */
    List<Listener> listeners();

    /** Seconds since 1970. */
    long unixSeconds();

    /** Queries received so far, the one that asks among them. */
    long totalQueries();

    /** REST connections open now. */
    long restConnected();

    /** REST connections opened so far. */
    long restTotal();

    /** WebSocket connections open now. */
    long webSocketConnected();

    /** WebSocket connections opened so far. */
    long webSocketTotal();

    /** What is known of the keys, or null where there is no key-value mode. */
    @Nullable
    KeyFacts keys();

    /**
     * Keys and what became of requests for them, since the server started or its statistics were reset.
     *
     * @param count keys now
     * @param composites composites now, which are keys too
     * @param composedBytes bytes that results kept of composites take
     */
    record KeyFacts(
            long count, long hits, long misses, long evicted, long expired, long composites, long composedBytes) {}

    /**
     * An interface that runs.
     *
     * @param name {@code rest}, {@code standard}, {@code bulk}, {@code kv} or {@code resp}
     * @param maxReadSize the largest message, in bytes
     */
    record Listener(String name, String ip, int port, long maxReadSize) {}
}
