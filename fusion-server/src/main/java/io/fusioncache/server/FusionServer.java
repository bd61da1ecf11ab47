package io.fusioncache.server;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.common.config.Setting;
import io.fusioncache.server.config.ConfiguredQueries;
import io.fusioncache.server.config.ListenerSettings;
import io.fusioncache.server.config.LiveConfiguration;
import io.fusioncache.server.config.Sizing;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.net.ClientLimit;
import io.fusioncache.server.net.EndOfRound;
import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.HostGuard;
import io.fusioncache.server.net.MessageHandler;
import io.fusioncache.server.net.NetLimits;
import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.Network;
import io.fusioncache.server.net.ReadBuffers;
import io.fusioncache.server.net.StandardHandler;
import io.fusioncache.server.net.channel.ChunkMaker;
import io.fusioncache.server.net.order.QueryPool;
import io.fusioncache.server.ops.Lifecycle;
import io.fusioncache.server.ops.MetricsText;
import io.fusioncache.server.ops.Monitor;
import io.fusioncache.server.ops.ShortSlices;
import io.fusioncache.server.ops.Traffic;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.ServerFacts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server: the engine, the query language and the interfaces that are configured, put together. For use inside another
 * program as well:
 *
 * <pre>{@code
 * try (FusionServer server = FusionServer.start(Configuration.standard(ServerSettings.table()))) {
 *     server.listeners().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class FusionServer implements AutoCloseable {
    /** The version of this program. */
    public static final String VERSION = "0.1.0";

    private static final int READ_BUFFER = 64 * 1024;

    private final Lifecycle lifecycle = new Lifecycle();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final LiveConfiguration configuration;
    private final ObjectStore store;
    private final KeyValueMode keyValue;
    private final Monitor monitor;
    private final Network network;

    private FusionServer(LiveConfiguration configuration) {
        this.configuration = configuration;
        LongSupplier nanoTime = System::nanoTime;
        Configuration started = configuration.current();
        Sizing sizing = Sizing.of(started);
        MemoryAccount account = new MemoryAccount(sizing.memoryBytes());
        store = new ObjectStore(account, oidSource(), nanoTime);
        QueryPool pool = new QueryPool(sizing.queryThreads());
        monitor = new Monitor(
                VERSION,
                sizing.ioThreads(),
                sizing.queryThreads(),
                account,
                InstantSource.system(),
                pool::waiting,
                this::keyFacts);
        QueryProcessor processor = new QueryProcessor(store, new ConfiguredQueries(configuration), monitor, nanoTime);
        keyValue = new KeyValueMode(
                configuration,
                account,
                new QueriesAsCommands(processor, account, nanoTime),
                monitor,
                this::stopInBackground);
        NetServices services = new NetServices(
                NetLimits.of(started),
                new ClientLimit(() -> configuration.get(ServerSettings.MAX_CLIENTS)),
                new HostGuard(started.get(ServerSettings.ALLOWED_ORIGINS), started.get(ServerSettings.ALLOWED_HOSTS)),
                account,
                pool,
                () -> new PinnedSnapshot(store.snapshot()),
                lifecycle,
                new ReadBuffers(READ_BUFFER),
                ChunkMaker.ofOneThread(() -> ShortSlices.give(Network.THREADS)),
                new EndOfRound(),
                nanoTime);
        network = new Network(services, sizing.ioThreads());
        try {
            openRest(new FqlHandler(processor, QuerySource.REST));
            openWebSocket(
                    ListenerSettings.STANDARD,
                    new StandardHandler(new FqlHandler(processor, QuerySource.STANDARD), keyValue.handler(false)));
            openWebSocket(ListenerSettings.BULK, new FqlHandler(processor, QuerySource.BULK));
            openWebSocket(ListenerSettings.KV, keyValue.handler(true));
            openResp(task -> pool.newLane().read(late -> task.run()));
        } catch (StartException e) {
            stop();
            throw e;
        }
        lifecycle.up();
    }

    /**
     * Where OIDs come from. They have to be unique, not secret, and a large {@code STORE} draws millions: so a
     * generator that the system's own source has seeded.
     */
    private static RandomGenerator oidSource() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(3 * Long.BYTES));
    }

    /**
     * Starts a server; it runs when this returns.
     *
     * @throws io.fusioncache.common.config.ConfigurationException when settings contradict each other
     * @throws StartException when an address or a port can't be had
     */
    public static FusionServer start(Configuration configuration) {
        return start(configuration, null);
    }

    /**
     * Starts a server as {@link #start(Configuration)} does.
     *
     * @param file where the configuration was read from and {@code CONFIG REWRITE} writes it to; null for nowhere
     */
    public static FusionServer start(Configuration configuration, @Nullable Path file) {
        ListenerSettings.check(configuration);
        return new FusionServer(new LiveConfiguration(configuration, file));
    }

    private void openRest(MessageHandler handler) {
        Endpoint endpoint = endpoint(ListenerSettings.REST, handler);
        open(
                ListenerSettings.REST,
                endpoint.traffic(),
                address -> network.openRest(endpoint, address, new MetricsText(monitor)::write));
    }

    private void openWebSocket(ListenerSettings settings, MessageHandler handler) {
        Endpoint endpoint = endpoint(settings, handler);
        open(settings, endpoint.traffic(), address -> network.openWebSocket(endpoint, address));
    }

    private Endpoint endpoint(ListenerSettings settings, MessageHandler handler) {
        return new Endpoint(settings.name(), configuration.get(settings.maxRead()), handler, new Traffic());
    }

    private void openResp(Executor workers) {
        Traffic traffic = new Traffic();
        open(ListenerSettings.RESP, traffic, address -> network.openResp(keyValue.resp(workers, traffic), address));
    }

    /** Opens one kind of listener. */
    @FunctionalInterface
    private interface Opening {
        InetSocketAddress open(InetSocketAddress address) throws IOException;
    }

    private void open(ListenerSettings settings, Traffic traffic, Opening opening) {
        if (!configuration.get(settings.enabled())) {
            return;
        }
        InetSocketAddress wanted = address(settings);
        try {
            InetSocketAddress bound = opening.open(wanted);
            monitor.watch(
                    new ServerFacts.Listener(
                            settings.name(),
                            bound.getAddress().getHostAddress(),
                            bound.getPort(),
                            configuration.get(settings.maxRead())),
                    traffic);
        } catch (IOException e) {
            throw new StartException(
                    StartException.UNAVAILABLE,
                    settings.port().name() + ": can't listen on " + wanted.getHostString() + " port " + wanted.getPort()
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** Asked only once the server is put together. */
    private ServerFacts.KeyFacts keyFacts() {
        return keyValue.facts();
    }

    private InetSocketAddress address(ListenerSettings settings) {
        Setting<String> ip = settings.ip();
        InetSocketAddress address = new InetSocketAddress(configuration.get(ip), configuration.get(settings.port()));
        if (address.isUnresolved()) {
            throw new StartException(
                    StartException.CONFIGURATION,
                    ip.name() + ": there is no address " + configuration.get(ip),
                    new IOException("unresolved"));
        }
        return address;
    }

    /** The interfaces that run, and where; a port that was 0 is the one that was taken. */
    public List<ServerFacts.Listener> listeners() {
        return monitor.listeners();
    }

    /** The objects, for a program that wants both the network and the engine itself. */
    public ObjectStore store() {
        return store;
    }

    /** The keys, likewise. */
    public Keyspace keyspace() {
        return keyValue.keyspace();
    }

    /**
     * Takes the values of all settings that can change while the server runs from another configuration; what
     * {@code CONFIG SET} has changed since the start is among them.
     *
     * @return the settings that differ but keep their values until the next start; empty when there are none
     */
    public List<Setting<?>> reload(Configuration fresh) {
        return configuration.reload(fresh);
    }

    /** What the server counts. */
    public Monitor monitor() {
        return monitor;
    }

    /**
     * Stops: takes nothing new, lets what runs finish within {@code server.shutdownTimeout}, sends the answers, and
     * tells WebSocket clients that it goes away. Returns when every socket is closed and every thread has ended, but
     * for a query that outlives the time it has. Calling it again does nothing.
     */
    public void stop() {
        if (lifecycle.stopping()) {
            network.stop(configuration.get(ServerSettings.SHUTDOWN_TIMEOUT).toNanos());
            keyValue.close();
            stopped.countDown();
        }
    }

    /** Waits until the server has been stopped, by whomever. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /**
     * Waits so long at most.
     *
     * @return true when the server has been stopped
     */
    public boolean awaitStop(Duration most) throws InterruptedException {
        return stopped.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void stopInBackground() {
        Thread.ofPlatform().name("fusion-shutdown").start(this::stop);
    }

    @Override
    public void close() {
        stop();
    }
}
