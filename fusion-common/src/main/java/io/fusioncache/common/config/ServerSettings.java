package io.fusioncache.common.config;

import java.time.Duration;
import java.util.List;

/** Every setting of the server. The loader, its messages and the reference page are made from this table. */
public final class ServerSettings {
    private static final long MIB = 1024 * 1024;
    private static final SettingType<Boolean> TRUTH = new SettingType.Truth();
    private static final SettingType<String> ADDRESS = new SettingType.Text(255);
    private static final SettingType<Integer> PORT = new SettingType.Whole(0, 65_535);
    private static final SettingType<Integer> THREADS = new SettingType.Whole(0, 1024);

    public static final Setting<Boolean> REST_ENABLED =
            fixed("objects.rest.enabled", TRUTH, true, "Whether the REST interface runs");
    public static final Setting<String> REST_IP =
            fixed("objects.rest.ip", ADDRESS, "127.0.0.1", "Address of the REST interface");
    public static final Setting<Integer> REST_PORT =
            fixed("objects.rest.port", PORT, 1981, "Port of the REST interface; 0 takes a free one");
    public static final Setting<Long> REST_MAX_READ =
            fixed("objects.rest.maxRead", new SettingType.Bytes(64, 8 * MIB), MIB, "Longest query over REST");

    public static final Setting<Boolean> WS_ENABLED =
            fixed("objects.ws.enabled", TRUTH, true, "Whether the WebSocket interface for all queries runs");
    public static final Setting<String> WS_IP =
            fixed("objects.ws.ip", ADDRESS, "127.0.0.1", "Address of the WebSocket interface");
    public static final Setting<Integer> WS_PORT =
            fixed("objects.ws.port", PORT, 1982, "Port of the WebSocket interface; 0 takes a free one");
    public static final Setting<Long> WS_MAX_READ = fixed(
            "objects.ws.maxRead",
            new SettingType.Bytes(64, 2 * MIB),
            MIB,
            "Longest message of the WebSocket interface");

    public static final Setting<Boolean> BULK_ENABLED =
            fixed("objects.bulk.enabled", TRUTH, true, "Whether the WebSocket interface for storing in bulk runs");
    public static final Setting<String> BULK_IP =
            fixed("objects.bulk.ip", ADDRESS, "127.0.0.1", "Address of the bulk interface");
    public static final Setting<Integer> BULK_PORT =
            fixed("objects.bulk.port", PORT, 1983, "Port of the bulk interface; 0 takes a free one");
    public static final Setting<Long> BULK_MAX_READ = fixed(
            "objects.bulk.maxRead",
            new SettingType.Bytes(8 * MIB, 1024 * MIB),
            64 * MIB,
            "Longest message of the bulk interface");

    public static final Setting<Boolean> KV_ENABLED =
            fixed("kv.enabled", TRUTH, true, "Whether the WebSocket interface for keys alone runs");
    public static final Setting<String> KV_IP =
            fixed("kv.ip", ADDRESS, "127.0.0.1", "Address of the WebSocket interface for keys");
    public static final Setting<Integer> KV_PORT =
            fixed("kv.port", PORT, 1987, "Port of the WebSocket interface for keys; 0 takes a free one");
    public static final Setting<Long> KV_MAX_READ = fixed(
            "kv.maxRead",
            new SettingType.Bytes(64, 8 * MIB),
            MIB,
            "Longest message of the WebSocket interface for keys");
    public static final Setting<Integer> KV_MIN_KEY_LENGTH =
            changeable("kv.minKeyLength", new SettingType.Whole(0, 64), 6, "Fewest characters that a key may have");
    public static final Setting<Integer> KV_MAX_KEY_LENGTH = changeable(
            "kv.maxKeyLength", new SettingType.Whole(1, 65_535), 1024, "Most bytes of UTF-8 that a key may have");

    public static final Setting<Boolean> RESP_ENABLED =
            fixed("resp.enabled", TRUTH, true, "Whether the interface for Redis clients runs");
    public static final Setting<String> RESP_IP =
            fixed("resp.ip", ADDRESS, "127.0.0.1", "Address of the interface for Redis clients");
    public static final Setting<Integer> RESP_PORT =
            fixed("resp.port", PORT, 1988, "Port of the interface for Redis clients; 0 takes a free one");
    public static final Setting<Long> RESP_MAX_BULK = changeable(
            "resp.maxBulk",
            new SettingType.Bytes(64, 1024 * MIB),
            512 * MIB,
            "Longest string of a Redis client, and never more than the memory limit");

    public static final Setting<Duration> RESP_IDLE_TIMEOUT = changeable(
            "resp.idleTimeout",
            new SettingType.Span(Duration.ZERO, Duration.ofHours(24)),
            Duration.ZERO,
            "How long a Redis client may be silent before it is closed; 0 for ever. Holds for those that connect later");

    public static final Setting<Integer> MAX_FIND_RESULTS = changeable(
            "objects.maxFindResults", new SettingType.Whole(1, 10_000_000), 50_000, "Most objects that a FIND returns");
    public static final Setting<Integer> MAX_DEPTH = changeable(
            "objects.maxDepth", new SettingType.Whole(1, 1000), 32, "Most links that are expanded below an object");
    public static final Setting<Long> ANSWER_PART_BYTES = changeable(
            "objects.answerPartBytes",
            new SettingType.Bytes(1, 1024 * MIB),
            MIB,
            "Bytes of an answer from which it is sent in parts, each written when the last is taken");
    public static final Setting<String> CLEAR_CONFIRM = changeable(
            "objects.clearConfirm", new SettingType.Text(64), "IKnowWhatImDoing", "The word that CLEAR wants");

    public static final Setting<MemoryShare> MEMORY_MAX = changeable(
            "memory.max",
            new SettingType.Share(MIB),
            new MemoryShare.Percent(60),
            "What objects, indexes, keys, values and clients' buffers may take, as a share of the Java heap or in bytes");
    public static final Setting<String> MEMORY_POLICY = changeable(
            "memory.policy",
            new SettingType.Choice(List.of(
                    "allkeys-lfu", "allkeys-lru", "volatile-lfu", "volatile-lru", "volatile-ttl", "noeviction")),
            "allkeys-lfu",
            "Which keys go when the memory limit is reached; objects never do");

    public static final Setting<Boolean> FUSION_ENABLED = changeable(
            "fusion.enabled", TRUTH, false, "Whether Cache Fusion is on: FUSE, GET_FUSED and what belongs to them");
    public static final Setting<Integer> FUSION_MAX_FRAGMENTS =
            changeable("fusion.max_fragments", new SettingType.Whole(1, 1024), 32, "Most fragments of one composite");
    public static final Setting<Boolean> FUSION_REQUIRE_COMPLETE = changeable(
            "fusion.require_complete",
            TRUTH,
            false,
            "Whether a composite that lacks a fragment is an error rather than a partial result");
    public static final Setting<Integer> FUSION_MAX_COMPOSITES = changeable(
            "fusion.max_composites", new SettingType.Whole(1, 100_000_000), 100_000, "Most composites in all");
    public static final Setting<Boolean> FUSION_CACHE_COMPOSED = changeable(
            "fusion.cache_composed", TRUTH, true, "Whether results are kept, rather than composed at every read");

    public static final Setting<Integer> IO_THREADS =
            fixed("server.ioThreads", THREADS, 0, "Threads that serve the network; 0 is one for two processors");
    public static final Setting<Integer> QUERY_THREADS = fixed(
            "server.queryThreads", THREADS, 0, "Threads that run queries; 0 is two per processor and at least four");
    public static final Setting<List<String>> ALLOWED_ORIGINS = fixed(
            "server.allowedOrigins",
            new SettingType.Texts(),
            List.of(),
            "Web sites whose pages may connect, such as https://app.example; * is every site");
    public static final Setting<List<String>> ALLOWED_HOSTS = fixed(
            "server.allowedHosts",
            new SettingType.Texts(),
            List.of(),
            "Names under which the server may be addressed, besides localhost and addresses; * is every name");
    public static final Setting<Boolean> DEFLATE =
            fixed("server.deflate", TRUTH, false, "Whether WebSocket messages may be compressed");
    public static final Setting<Integer> MAX_CLIENTS = changeable(
            "server.maxClients",
            new SettingType.Whole(1, 1_000_000),
            10_000,
            "Connections of all interfaces together; one more is told so and closed");
    public static final Setting<Integer> MAX_WAITING_QUERIES = fixed(
            "server.maxWaitingQueries",
            new SettingType.Whole(1, 1_000_000),
            10_000,
            "Queries that may wait for a thread before REST answers 503");
    public static final Setting<Integer> MAX_PENDING_QUERIES = fixed(
            "server.maxPendingQueries",
            new SettingType.Whole(1, 100_000),
            1000,
            "Queries under way on one connection before it is not read from");
    public static final Setting<Long> MAX_PENDING_BYTES = fixed(
            "server.maxPendingBytes",
            new SettingType.Bytes(64 * 1024, 4096 * MIB),
            64 * MIB,
            "Bytes of queries under way on one connection before it is not read from");
    public static final Setting<Long> MAX_UNSENT_BYTES = fixed(
            "server.maxUnsentBytes",
            new SettingType.Bytes(64 * 1024, 4096 * MIB),
            16 * MIB,
            "Bytes of answers that one connection has not taken before it is not read from");
    public static final Setting<Duration> STALLED_TIMEOUT = fixed(
            "server.stalledTimeout",
            new SettingType.Span(Duration.ofMillis(100), Duration.ofHours(1)),
            Duration.ofMinutes(1),
            "How long a connection may hold more unsent bytes than that and take none before it is closed");
    public static final Setting<Duration> IDLE_TIMEOUT = fixed(
            "server.idleTimeout",
            new SettingType.Span(Duration.ofMillis(100), Duration.ofHours(24)),
            Duration.ofMinutes(5),
            "How long a connection may be silent before it is closed; a WebSocket is pinged before that");
    public static final Setting<Duration> HANDSHAKE_TIMEOUT = fixed(
            "server.handshakeTimeout",
            new SettingType.Span(Duration.ofMillis(100), Duration.ofHours(1)),
            Duration.ofSeconds(30),
            "How long a new connection may take over its request's header");
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = fixed(
            "server.shutdownTimeout",
            new SettingType.Span(Duration.ZERO, Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "How long queries under way may take to finish when the server stops");

    private ServerSettings() {}

    /** The table, in the order of the reference. */
    public static SettingTable table() {
        return new SettingTable(List.of(
                REST_ENABLED,
                REST_IP,
                REST_PORT,
                REST_MAX_READ,
                WS_ENABLED,
                WS_IP,
                WS_PORT,
                WS_MAX_READ,
                BULK_ENABLED,
                BULK_IP,
                BULK_PORT,
                BULK_MAX_READ,
                MAX_FIND_RESULTS,
                MAX_DEPTH,
                ANSWER_PART_BYTES,
                CLEAR_CONFIRM,
                KV_ENABLED,
                KV_IP,
                KV_PORT,
                KV_MAX_READ,
                KV_MIN_KEY_LENGTH,
                KV_MAX_KEY_LENGTH,
                RESP_ENABLED,
                RESP_IP,
                RESP_PORT,
                RESP_MAX_BULK,
                RESP_IDLE_TIMEOUT,
                MEMORY_MAX,
                MEMORY_POLICY,
                FUSION_ENABLED,
                FUSION_MAX_FRAGMENTS,
                FUSION_REQUIRE_COMPLETE,
                FUSION_MAX_COMPOSITES,
                FUSION_CACHE_COMPOSED,
                IO_THREADS,
                QUERY_THREADS,
                ALLOWED_ORIGINS,
                ALLOWED_HOSTS,
                DEFLATE,
                MAX_CLIENTS,
                MAX_WAITING_QUERIES,
                MAX_PENDING_QUERIES,
                MAX_PENDING_BYTES,
                MAX_UNSENT_BYTES,
                STALLED_TIMEOUT,
                IDLE_TIMEOUT,
                HANDSHAKE_TIMEOUT,
                SHUTDOWN_TIMEOUT));
    }

    private static <T> Setting<T> fixed(String name, SettingType<T> type, T standard, String description) {
        return new Setting<>(name, type, standard, false, description);
    }

    private static <T> Setting<T> changeable(String name, SettingType<T> type, T standard, String description) {
        return new Setting<>(name, type, standard, true, description);
    }
}
