package io.fusioncache.server;

import io.fusioncache.common.config.Configuration;
import io.fusioncache.common.config.ServerSettings;
import io.fusioncache.server.command.ClientRegistry;
import io.fusioncache.server.command.CommandCatalog;
import io.fusioncache.server.command.CommandClock;
import io.fusioncache.server.command.CommandCounters;
import io.fusioncache.server.command.CommandDispatcher;
import io.fusioncache.server.command.CommandServices;
import io.fusioncache.server.command.CommandWitness;
import io.fusioncache.server.command.MonitorFeed;
import io.fusioncache.server.command.ObjectQueries;
import io.fusioncache.server.command.SlowLog;
import io.fusioncache.server.command.kv.JsonCommandProcessor;
import io.fusioncache.server.command.kv.KvServices;
import io.fusioncache.server.command.server.StandardInfo;
import io.fusioncache.server.command.text.TextCommandProcessor;
import io.fusioncache.server.config.ConfiguredResp;
import io.fusioncache.server.config.LiveConfiguration;
import io.fusioncache.server.config.Sizing;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.composite.FusionSettings;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.KeyRules;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.KeyspaceCounters;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.net.CommandHandler;
import io.fusioncache.server.net.resp.RespEnvironment;
import io.fusioncache.server.ops.Monitor;
import io.fusioncache.server.ops.Traffic;
import io.fusioncache.server.query.ServerFacts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The key-value half of a server: the keys, the commands on them, and the thread that keeps the keys in shape. */
final class KeyValueMode implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KeyValueMode.class.getName());
    private static final long MAINTENANCE_MILLIS = 50;
    private static final long MAINTENANCE_BUDGET_MILLIS = 25;

    private final Future<?> sweeping;
    private final LiveConfiguration configuration;
    private final Keyspace keyspace;
    private final Composites composites;
    private final ClientRegistry clients;
    private final CommandDispatcher dispatcher;
    private final JsonCommandProcessor json;
    private final ScheduledExecutorService maintenance = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("fusion-keys").daemon(true).unstarted(task));

    /**
     * Starts without any key.
     *
     * @param account charged with keys and values; its limit follows the configuration
     * @param objects object mode, for the command {@code FQL}
     * @param monitor what the interfaces have seen, for {@code INFO}
     * @param shutdown stops the server, without waiting for it
     */
    KeyValueMode(
            LiveConfiguration configuration,
            MemoryAccount account,
            ObjectQueries objects,
            Monitor monitor,
            Runnable shutdown) {
        this.configuration = configuration;
        keyspace = new Keyspace(account, policy(configuration.current()));
        account.evictor(keyspace::tryCharge);
        KeyRules rules = new KeyRules(
                configuration.get(ServerSettings.KV_MIN_KEY_LENGTH),
                configuration.get(ServerSettings.KV_MAX_KEY_LENGTH));
        composites = new Composites(keyspace, fusion(configuration.current()));
        configuration.follow(changed -> {
            rules.minLength(changed.get(ServerSettings.KV_MIN_KEY_LENGTH));
            rules.maxLength(changed.get(ServerSettings.KV_MAX_KEY_LENGTH));
            keyspace.policy(policy(changed));
            account.limit(Sizing.of(changed).memoryBytes());
            composites.apply(fusion(changed));
        });
        CommandClock clock = CommandClock.system();
        CommandCounters counters = new CommandCounters();
        MonitorFeed monitors = new MonitorFeed();
        SlowLog slowLog = new SlowLog();
        clients = new ClientRegistry(clock, monitors);
        dispatcher = new CommandDispatcher(
                new CommandServices(
                        keyspace,
                        rules,
                        configuration,
                        clients,
                        monitors,
                        slowLog,
                        counters,
                        new StandardInfo(
                                        keyspace,
                                        composites,
                                        clients,
                                        counters,
                                        monitor::network,
                                        clock,
                                        FusionServer.VERSION,
                                        monitor::respPort)
                                .sections(),
                        objects,
                        clock,
                        shutdown,
                        FusionServer.VERSION,
                        composites),
                CommandCatalog.all());
        json = new JsonCommandProcessor(new KvServices(
                keyspace,
                rules,
                counters,
                new CommandWitness(monitors, slowLog, clock),
                FusionServer.VERSION,
                composites));
        sweeping = maintenance.scheduleWithFixedDelay(
                this::maintain, MAINTENANCE_MILLIS, MAINTENANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void maintain() {
        try {
            keyspace.maintain(MAINTENANCE_BUDGET_MILLIS);
        } catch (RuntimeException e) {
            // Thrown on, it would end the sweeping for good.
            LOG.log(Level.ERROR, "keeping the keys in shape failed", e);
        }
    }

    private static FusionSettings fusion(Configuration configuration) {
        return new FusionSettings(
                configuration.get(ServerSettings.FUSION_ENABLED),
                configuration.get(ServerSettings.FUSION_MAX_FRAGMENTS),
                configuration.get(ServerSettings.FUSION_REQUIRE_COMPLETE),
                configuration.get(ServerSettings.FUSION_MAX_COMPOSITES),
                configuration.get(ServerSettings.FUSION_CACHE_COMPOSED));
    }

    private static EvictionPolicy policy(Configuration configuration) {
        String name = configuration.get(ServerSettings.MEMORY_POLICY);
        return EvictionPolicy.find(name).orElseThrow(() -> new IllegalStateException("no policy " + name));
    }

    /** What {@code STATS} and metrics tell of the keys. */
    ServerFacts.KeyFacts facts() {
        KeyspaceCounters counters = keyspace.counters();
        return new ServerFacts.KeyFacts(
                keyspace.sizeUnswept(),
                counters.hits(),
                counters.misses(),
                counters.evicted(),
                counters.expired(),
                composites.size(),
                composites.keptBytes());
    }

    /** The keys. */
    Keyspace keyspace() {
        return keyspace;
    }

    /**
     * What an interface does with commands over WebSocket.
     *
     * @param prefixOptional true where JSON commands may come without {@code KV_}
     */
    CommandHandler handler(boolean prefixOptional) {
        return new CommandHandler(json, new TextCommandProcessor(dispatcher), clients, prefixOptional);
    }

    /**
     * What connections of Redis clients work with.
     *
     * @param workers run commands that may take long
     * @param traffic counts what passes
     */
    RespEnvironment resp(Executor workers, Traffic traffic) {
        return new RespEnvironment(
                new ConfiguredResp(configuration),
                dispatcher,
                clients,
                new EvictingClientMemory(keyspace),
                workers,
                traffic);
    }

    /** Ends the thread. */
    @Override
    public void close() {
        sweeping.cancel(false);
        maintenance.shutdownNow();
    }
}
