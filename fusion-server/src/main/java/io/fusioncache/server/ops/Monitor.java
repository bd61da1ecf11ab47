package io.fusioncache.server.ops;

import io.fusioncache.server.command.NetworkFigures;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.query.ServerFacts;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that a running server knows of itself. Safe for use by any number of threads. */
public final class Monitor implements ServerFacts {
    private static final String REST = "rest";
    private static final String RESP = "resp";

    private final String version;
    private final int ioThreads;
    private final int queryThreads;
    private final MemoryAccount account;
    private final InstantSource clock;
    private final IntSupplier waitingQueries;
    private final Supplier<? extends @Nullable KeyFacts> keys;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    /** An interface and what passes through it. */
    public record Watched(Listener listener, Traffic traffic) {}

    /**
     * Makes a monitor of a server without any interface yet.
     *
     * @param clock what time it is
     * @param waitingQueries queries that wait for a thread
     * @param keys what is known of the keys, null without key-value mode
     */
    public Monitor(
            String version,
            int ioThreads,
            int queryThreads,
            MemoryAccount account,
            InstantSource clock,
            IntSupplier waitingQueries,
            Supplier<? extends @Nullable KeyFacts> keys) {
        this.version = version;
        this.ioThreads = ioThreads;
        this.queryThreads = queryThreads;
        this.account = account;
        this.clock = clock;
        this.waitingQueries = waitingQueries;
        this.keys = keys;
    }

    /** An interface runs. */
    public void watch(Listener listener, Traffic traffic) {
        watched.add(new Watched(listener, traffic));
    }

    /** The interfaces that run, in the order of the reference. */
    public List<Watched> watched() {
        return List.copyOf(watched);
    }

    /** What has passed through all interfaces together. */
    public NetworkFigures network() {
        return watched.stream().map(each -> each.traffic().figures()).reduce(NetworkFigures.NONE, NetworkFigures::plus);
    }

    /** The port on which Redis clients are served; 0 when there is none. */
    public int respPort() {
        return watched.stream()
                .filter(each -> each.listener().name().equals(RESP))
                .mapToInt(each -> each.listener().port())
                .findFirst()
                .orElse(0);
    }

    /** What all structures charge. */
    public MemoryAccount account() {
        return account;
    }

    /** Queries that wait for a thread. */
    public int waitingQueries() {
        return waitingQueries.getAsInt();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String userAgent() {
        return "Fusion/" + version;
    }

    @Override
    public int maxThreads() {
        return ioThreads + queryThreads;
    }

    @Override
    public int availableThreads() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public int queryThreads() {
        return queryThreads;
    }

    @Override
    public int ioThreads() {
        return ioThreads;
    }

    @Override
    public List<Listener> listeners() {
        return watched.stream().map(Watched::listener).toList();
    }

    @Override
    public long unixSeconds() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public @Nullable KeyFacts keys() {
        return keys.get();
    }

    @Override
    public long totalQueries() {
        // The one that asks is among them, and is counted only when it has ended.
        return watched.stream().mapToLong(each -> each.traffic().ranTotal()).sum() + 1;
    }

    @Override
    public long restConnected() {
        return watched.stream()
                .filter(Monitor::isRest)
                .mapToLong(each -> each.traffic().connectionsOpen())
                .sum();
    }

    @Override
    public long restTotal() {
        return watched.stream()
                .filter(Monitor::isRest)
                .mapToLong(each -> each.traffic().connectionsTotal())
                .sum();
    }

    @Override
    public long webSocketConnected() {
        return watched.stream()
                .filter(Monitor::isWebSocket)
                .mapToLong(each -> each.traffic().connectionsOpen())
                .sum();
    }

    @Override
    public long webSocketTotal() {
        return watched.stream()
                .filter(Monitor::isWebSocket)
                .mapToLong(each -> each.traffic().connectionsTotal())
                .sum();
    }

    private static boolean isWebSocket(Watched each) {
        return !isRest(each) && !each.listener().name().equals(RESP);
    }

    private static boolean isRest(Watched each) {
        return each.listener().name().equals(REST);
    }
}
