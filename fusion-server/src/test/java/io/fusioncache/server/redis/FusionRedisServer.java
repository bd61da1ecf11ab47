package io.fusioncache.server.redis;

import io.fusioncache.server.EvictingClientMemory;
import io.fusioncache.server.command.ClientRegistry;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandCatalog;
import io.fusioncache.server.command.CommandClock;
import io.fusioncache.server.command.CommandCounters;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.CommandServices;
import io.fusioncache.server.command.MonitorFeed;
import io.fusioncache.server.command.ObjectQueries;
import io.fusioncache.server.command.SlowLog;
import io.fusioncache.server.command.server.StandardInfo;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.composite.FusionSettings;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.KeyRules;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.ClientLimit;
import io.fusioncache.server.net.resp.RespEnvironment;
import io.fusioncache.server.net.resp.RespListener;
import io.fusioncache.server.net.resp.RespSettings;
import io.fusioncache.server.ops.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** A server with a key space and RESP only, on a free port. */
public final class FusionRedisServer implements AutoCloseable {
    private static final long MEMORY = 400L << 20;
    private static final int IO_THREADS = 2;
    private static final int WORKERS = 2;
    private static final int MAINTENANCE_MILLIS = 50;

    private volatile int maxClients = 10_000;
    private final MemoryAccount account = new MemoryAccount(MEMORY);
    private final Keyspace keyspace = new Keyspace(account, EvictionPolicy.ALLKEYS_LFU);
    private final Composites composites = new Composites(keyspace, FusionSettings.DEFAULT);
    private final Traffic traffic = new Traffic();
    private final ClientRegistry clients;
    private final ScheduledExecutorService maintenance = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> sweeping;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final XnioWorker worker;
    private final RespListener listener;

    private FusionRedisServer(RespSettings settings, List<Command> commands) throws IOException {
        CommandClock clock = CommandClock.system();
        MonitorFeed monitors = new MonitorFeed();
        CommandCounters counters = new CommandCounters();
        clients = new ClientRegistry(clock, monitors);
        CommandServices services = new CommandServices(
                keyspace,
                new KeyRules(0, 1024),
                new MapConfig(keyspace, composites),
                clients,
                monitors,
                new SlowLog(),
                counters,
                new StandardInfo(keyspace, composites, clients, counters, traffic::figures, clock, "0.1.0", () -> 0)
                        .sections(),
                new NoObjects(),
                clock,
                () -> {},
                "0.1.0",
                composites);
        sweeping = maintenance.scheduleWithFixedDelay(
                () -> keyspace.maintain(MAINTENANCE_MILLIS / 2),
                MAINTENANCE_MILLIS,
                MAINTENANCE_MILLIS,
                TimeUnit.MILLISECONDS);
        worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_IO_THREADS, IO_THREADS)
                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                        .set(Options.WORKER_TASK_MAX_THREADS, 1)
                        .getMap());
        listener = RespListener.start(
                worker,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new RespEnvironment(
                        settings,
                        new CommandDispatcher(services, commands),
                        clients,
                        new EvictingClientMemory(keyspace),
                        workers,
                        traffic),
                new ClientLimit(() -> maxClients));
    }

    /** With every command and the usual limits. */
    public static FusionRedisServer start() throws IOException {
        return start(new RespSettings() {});
    }

    /** With every command and these limits. */
    public static FusionRedisServer start(RespSettings settings) throws IOException {
        return start(settings, CommandCatalog.all());
    }

    /** With these commands and limits. */
    public static FusionRedisServer start(RespSettings settings, List<Command> commands) throws IOException {
        return new FusionRedisServer(settings, commands);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** A new client. */
    public WireClient connect() throws IOException {
        return new WireClient(address());
    }

    /** From now on it takes so many clients. */
    public void maxClients(int most) {
        maxClients = most;
    }

    public RespListener listener() {
        return listener;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Keyspace keyspace() {
        return keyspace;
    }

    public MemoryAccount account() {
        return account;
    }

    public ClientRegistry clients() {
        return clients;
    }

    @Override
    public void close() throws InterruptedException {
        listener.stop(Duration.ofSeconds(5));
        worker.shutdown();
        worker.awaitTermination(5, TimeUnit.SECONDS);
        boolean swept = !sweeping.isDone();
        maintenance.shutdownNow();
        workers.shutdownNow();
        if (!swept) {
            throw new IllegalStateException("maintenance of the key space failed");
        }
    }

    /** Object mode that repeats the question. */
    private static final class NoObjects implements ObjectQueries {
        @Override
        public byte[] run(byte[] query) {
            return ("{\"asked\":" + new String(query, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
        }
    }
}
