package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ExpireArgs;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lettuce, as published, over every family of commands, in both protocols, pipelined and not. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = ProtocolVersion.class,
        names = {"RESP2", "RESP3"})
class LettuceTest {
    private final ProtocolVersion protocol;
    private final FusionRedisServer server;
    private static @Nullable ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    @BeforeAll
    static void startThreads() {
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
    }

    @AfterAll
    static void stopThreads() throws Exception {
        Objects.requireNonNull(resources).shutdown(0, 5, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }

    LettuceTest(ProtocolVersion protocol) throws IOException {
        this.protocol = protocol;
        server = FusionRedisServer.start();
        client = RedisClient.create(
                Objects.requireNonNull(resources),
                RedisURI.builder()
                        .withHost("127.0.0.1")
                        .withPort(server.address().getPort())
                        .withClientName("lettuce-test")
                        .build());
        client.setOptions(ClientOptions.builder()
                .protocolVersion(protocol)
                .autoReconnect(false)
                .build());
        connection = client.connect();
        redis = connection.sync();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        client.shutdown(0, 5, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void connection() {
        assertEquals("hello", redis.echo("hello"));
        assertEquals("OK", redis.select(0));
        assertEquals("lettuce-test", redis.clientGetname());
        String info = redis.clientInfo();
        assertTrue(info.contains("resp=" + (protocol == ProtocolVersion.RESP2 ? 2 : 3)), info);
        assertTrue(info.contains("lib-name=Lettuce"), info);
        try (StatefulRedisConnection<String, String> other = client.connect()) {
            assertTrue(redis.clientList().contains("id=" + other.sync().clientId() + " "));
            assertEquals(1, redis.clientKill(KillArgs.Builder.id(other.sync().clientId())));
        }
        assertTrue(redis.commandCount() > 50);
        assertEquals(redis.commandCount(), redis.command().size());
        assertEquals(1, redis.commandInfo("get").size());
        RedisCommandExecutionException unknown =
                assertThrows(RedisCommandExecutionException.class, () -> redis.lpush("list", "x"));
        assertTrue(
                String.valueOf(unknown.getMessage()).startsWith("ERR unknown command 'LPUSH'"), unknown.getMessage());
    }

    // The library deprecates methods whose commands programs still send, so they are proven too.
    @SuppressWarnings("deprecation")
    @Test
    void strings() {
        assertEquals("OK", redis.set("key:1", "hello"));
        assertEquals("hello", redis.get("key:1"));
        assertNull(redis.get("key:none"));
        assertNull(redis.set("key:1", "x", SetArgs.Builder.nx()));
        assertEquals("OK", redis.set("key:1", "again", SetArgs.Builder.xx().ex(100)));
        assertTrue(redis.ttl("key:1") > 90);
        assertEquals("again", redis.setGet("key:1", "third"));
        assertEquals("third", redis.getex("key:1", GetExArgs.Builder.ex(50)));
        assertEquals(8, redis.append("key:1", "END"));
        assertEquals(8, redis.strlen("key:1"));
        assertEquals("ird", redis.getrange("key:1", 2, 4));
        assertEquals(8, redis.setrange("key:1", 5, "end"));
        assertEquals("thirdend", redis.getdel("key:1"));
        assertEquals(1, redis.incr("number"));
        assertEquals(11, redis.incrby("number", 10));
        assertEquals(10, redis.decr("number"));
        assertEquals(5, redis.decrby("number", 5));
        assertEquals(5.25, redis.incrbyfloat("number", 0.25));
        assertEquals("OK", redis.mset(Map.of("a", "1", "b", "2")));
        assertEquals(
                List.of(KeyValue.just("a", "1"), KeyValue.just("b", "2"), KeyValue.empty("c")),
                redis.mget("a", "b", "c"));
        assertFalse(redis.msetnx(Map.of("b", "3", "c", "4")));
        assertTrue(redis.setnx("e", "5"));
        assertEquals("OK", redis.setex("f", 100, "6"));
        assertEquals("OK", redis.psetex("g", 100_000, "7"));
        assertThrows(RedisCommandExecutionException.class, () -> redis.setex("f", 0, "6"));
    }

    @Test
    void binaryValues() {
        try (StatefulRedisConnection<byte[], byte[]> bytes = client.connect(ByteArrayCodec.INSTANCE)) {
            byte[] value = new byte[300_000];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (i * 31);
            }
            byte[] key = "binary".getBytes(StandardCharsets.US_ASCII);
            assertEquals("OK", bytes.sync().set(key, value));
            assertArrayEquals(value, bytes.sync().get(key));
        }
    }

    @Test
    void keys() {
        redis.mset(Map.of("user:1", "a", "user:2", "b", "user:3", "c"));
        assertEquals(3, redis.dbsize());
        assertEquals(2, redis.exists("user:1", "user:2", "none"));
        assertEquals("string", redis.type("user:1"));
        assertEquals(Set.of("user:1", "user:2", "user:3"), new HashSet<>(redis.keys("user:*")));
        assertTrue(redis.expire("user:1", 100));
        assertFalse(redis.expire("user:1", 200, ExpireArgs.Builder.nx()));
        assertTrue(redis.pttl("user:1") > 90_000);
        assertTrue(redis.expireat("user:1", 33_177_117_420L));
        assertEquals(33_177_117_420L, redis.expiretime("user:1"));
        assertTrue(redis.persist("user:1"));
        assertEquals("OK", redis.rename("user:3", "user:4"));
        assertFalse(redis.renamenx("user:4", "user:1"));
        assertEquals(2, redis.touch("user:1", "user:2"));
        assertEquals("embstr", redis.objectEncoding("user:1"));
        assertEquals(1, redis.unlink("user:4"));
        assertEquals(1, redis.del("user:1", "none"));
        assertEquals("user:2", redis.randomkey());
        Set<String> expected = new HashSet<>(Set.of("user:2"));
        for (int i = 0; i < 300; i++) {
            redis.set("scan:" + i, "x");
            expected.add("scan:" + i);
        }
        Set<String> found = new HashSet<>();
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> part = redis.scan(cursor, ScanArgs.Builder.limit(23));
            found.addAll(part.getKeys());
            cursor = part;
        }
        assertEquals(expected, found);
    }

    @Test
    void json() {
        assertEquals("OK", ask("JSON.SET", "json:1", "$", "{\"a\":[1,2],\"b\":\"x\",\"n\":1}"));
        assertEquals("[{\"a\":[1,2],\"b\":\"x\",\"n\":1}]", ask("JSON.GET", "json:1", "$"));
        assertEquals("1", ask("JSON.GET", "json:1", ".n"));
        assertEquals("{\"a\":[1,2],\"b\":\"x\",\"n\":1}", redis.get("json:1"));
        assertEquals("json", redis.type("json:1"));
    }

    /** Sends a command that the library has no method for, or one that needs a JSON library of its own. */
    private String ask(String name, String... words) {
        ProtocolKeyword keyword = new ProtocolKeyword() {
            @Override
            public byte[] getBytes() {
                return name.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public String toString() {
                return name;
            }
        };
        return redis.dispatch(
                keyword,
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).addValues(List.of(words)));
    }

    @Test
    void objectsAndServer() {
        assertEquals("{\"asked\":{\"STATS\":{}}}", ask("FQL", "{\"STATS\":{}}"));
        assertTrue(redis.info().contains("# Server"));
        assertEquals("allkeys-lfu", redis.configGet("maxmemory-policy").get("maxmemory-policy"));
        assertEquals(2, redis.time().size());
        redis.set("key:1", "hello");
        assertTrue(redis.memoryUsage("key:1") > 10);
        assertEquals("OK", redis.slowlogReset());
        assertTrue(redis.slowlogLen() >= 0);
    }

    @Test
    void pipelined() throws Exception {
        RedisAsyncCommands<String, String> async = connection.async();
        connection.setAutoFlushCommands(false);
        List<RedisFuture<String>> values = new ArrayList<>();
        List<RedisFuture<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < 10_000; i++) {
                all.add(async.set("key:" + i, "value " + i));
                values.add(async.get("key:" + i));
            }
            connection.flushCommands();
        } finally {
            connection.setAutoFlushCommands(true);
        }
        for (int i = 0; i < values.size(); i++) {
            assertEquals("value " + i, values.get(i).get(20, TimeUnit.SECONDS));
        }
        for (RedisFuture<?> one : all) {
            assertEquals("OK", one.get(20, TimeUnit.SECONDS));
        }
    }
}
