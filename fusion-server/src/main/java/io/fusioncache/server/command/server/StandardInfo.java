package io.fusioncache.server.command.server;

import io.fusioncache.server.command.ClientRegistry;
import io.fusioncache.server.command.CommandClock;
import io.fusioncache.server.command.CommandCounters;
import io.fusioncache.server.command.InfoSection;
import io.fusioncache.server.command.NetworkFigures;
import io.fusioncache.server.engine.composite.Composites;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.KeyspaceCounters;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The sections of {@code INFO} that need nothing but the services of commands. */
public final class StandardInfo {
    private static final long MICROS = 1_000_000;

    private final Keyspace keyspace;
    private final Composites composites;
    private final ClientRegistry clients;
    private final CommandCounters counters;
    private final Supplier<NetworkFigures> network;
    private final CommandClock clock;
    private final String version;
    private final IntSupplier port;
    private final long startedNanos;

    /**
     * Sections about these parts.
     *
     * @param network what has passed through all interfaces
     * @param version of the server
     * @param port of RESP, 0 when there is none
     */
    public StandardInfo(
            Keyspace keyspace,
            Composites composites,
            ClientRegistry clients,
            CommandCounters counters,
            Supplier<NetworkFigures> network,
            CommandClock clock,
            String version,
            IntSupplier port) {
        this.keyspace = keyspace;
        this.composites = composites;
        this.clients = clients;
        this.counters = counters;
        this.network = network;
        this.clock = clock;
        this.version = version;
        this.port = port;
        this.startedNanos = clock.nanos();
    }

    /** The sections in the order in which they are printed. */
    public List<InfoSection> sections() {
        return List.of(
                section("Server", this::server),
                section("Clients", this::clients),
                section("Memory", this::memory),
                section("Persistence", StandardInfo::persistence),
                section("Stats", this::statistics),
                section("Replication", () -> lines("role", "master", "connected_slaves", 0)),
                section("CPU", StandardInfo::processor),
                section("Cluster", () -> lines("cluster_enabled", 0)),
                section("Fusion", this::fusion),
                section("Keyspace", this::keys));
    }

    private static InfoSection section(String name, Supplier<Map<String, String>> lines) {
        return new InfoSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, String> lines() {
                return lines.get();
            }
        };
    }

    /** Names and values in turn. */
    private static Map<String, String> lines(Object... namesAndValues) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return lines;
    }

    private Map<String, String> server() {
        long uptime = TimeUnit.NANOSECONDS.toSeconds(clock.nanos() - startedNanos);
        return lines(
                "fusion_version",
                version,
                "redis_version",
                "7.0.15",
                "redis_mode",
                "standalone",
                "os",
                System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                "arch_bits",
                64,
                "java_version",
                Runtime.version(),
                "process_id",
                ProcessHandle.current().pid(),
                "tcp_port",
                port.getAsInt(),
                "server_time_usec",
                clock.unixMicros(),
                "uptime_in_seconds",
                uptime,
                "uptime_in_days",
                uptime / 86_400);
    }

    private Map<String, String> clients() {
        return lines("connected_clients", clients.size(), "blocked_clients", 0);
    }

    private Map<String, String> memory() {
        MemoryAccount account = keyspace.account();
        Runtime runtime = Runtime.getRuntime();
        return lines(
                "used_memory", account.used(),
                "used_memory_human", human(account.used()),
                "used_memory_dataset", keyspace.bytes(),
                "heap_used", runtime.totalMemory() - runtime.freeMemory(),
                "heap_max", runtime.maxMemory(),
                "maxmemory", account.limit(),
                "maxmemory_human", human(account.limit()),
                "maxmemory_policy", keyspace.policy().title());
    }

    private static Map<String, String> persistence() {
        return lines("loading", 0, "rdb_bgsave_in_progress", 0, "aof_enabled", 0);
    }

    private Map<String, String> statistics() {
        KeyspaceCounters keys = keyspace.counters();
        NetworkFigures passed = network.get();
        return lines(
                "total_connections_received", passed.connections(),
                "total_commands_processed", counters.commands(),
                "total_net_input_bytes", passed.bytesIn(),
                "total_net_output_bytes", passed.bytesOut(),
                "rejected_connections", passed.refusedConnections(),
                "client_output_buffer_limit_disconnections", passed.stalledConnections(),
                "expired_keys", keys.expired(),
                "evicted_keys", keys.evicted(),
                "keyspace_hits", keys.hits(),
                "keyspace_misses", keys.misses(),
                "total_error_replies", counters.errors());
    }

    private static Map<String, String> processor() {
        long micros = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> duration.toNanos() / 1000)
                .orElse(0L);
        return lines("used_cpu", String.format(Locale.ROOT, "%d.%06d", micros / MICROS, micros % MICROS));
    }

    private Map<String, String> fusion() {
        return lines(
                "fusion_enabled", composites.settings().enabled() ? 1 : 0,
                "composites", composites.size(),
                "composed_bytes", composites.keptBytes());
    }

    private Map<String, String> keys() {
        long count = keyspace.size();
        return count == 0
                ? Map.of()
                : lines(
                        "db0",
                        "keys=" + count + ",expires=" + keyspace.sizeExpiring() + ",avg_ttl="
                                + keyspace.averageMillisLeft());
    }

    private static String human(long bytes) {
        String units = "BKMGT";
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < units.length() - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + "B" : String.format(Locale.ROOT, "%.2f%c", amount, units.charAt(unit));
    }
}
