package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.args.ExpiryOption;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.json.Path;
import redis.clients.jedis.json.Path2;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.util.SafeEncoder;

/** Jedis, as published, over every family of commands, in both protocols, pipelined and not. */
@Timeout(60)
class JedisTest {
    private final FusionRedisServer server = start();

    private static FusionRedisServer start() {
        try {
            return FusionRedisServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    private Jedis jedis(RedisProtocol protocol) {
        return new Jedis(address(), config(protocol));
    }

    private HostAndPort address() {
        return new HostAndPort("127.0.0.1", server.address().getPort());
    }

    private static JedisClientConfig config(RedisProtocol protocol) {
        return DefaultJedisClientConfig.builder()
                .protocol(protocol)
                .clientName("jedis-test")
                .build();
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void connection(RedisProtocol protocol) {
        try (Jedis jedis = jedis(protocol);
                Jedis other = jedis(protocol)) {
            assertEquals("PONG", jedis.ping());
            assertEquals("hello", jedis.ping("hello"));
            assertEquals("hello", jedis.echo("hello"));
            assertEquals("OK", jedis.select(0));
            assertThrows(JedisDataException.class, () -> jedis.select(1));
            assertEquals("jedis-test", jedis.clientGetname());
            assertEquals("OK", jedis.clientSetname("renamed"));
            assertTrue(jedis.clientInfo().contains("name=renamed"), jedis.clientInfo());
            assertTrue(
                    jedis.clientInfo().contains("resp=" + (protocol == RedisProtocol.RESP2 ? 2 : 3)),
                    jedis.clientInfo());
            String list = jedis.clientList();
            assertEquals(2, list.lines().count(), list);
            assertTrue(list.contains("lib-name="), list);
            long id = other.clientId();
            assertEquals(1, jedis.clientKill(new ClientKillParams().id(Long.toString(id))));
            assertThrows(JedisConnectionException.class, other::ping);
            assertTrue(jedis.commandCount() > 50);
            assertTrue(jedis.commandList().containsAll(List.of("get", "set", "fql")));
            assertEquals(
                    -2,
                    Objects.requireNonNull(jedis.commandInfo("exists").get("exists"))
                            .getArity());
            assertEquals(
                    "string",
                    Objects.requireNonNull(jedis.commandDocs("get").get("get")).getGroup());
            assertThrows(JedisDataException.class, () -> jedis.sendCommand(() -> SafeEncoder.encode("NOSUCH")));
        }
    }

    // The library deprecates methods whose commands programs still send, so they are proven too.
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void strings(RedisProtocol protocol) {
        try (Jedis jedis = jedis(protocol)) {
            assertEquals("OK", jedis.set("key:1", "hello"));
            assertEquals("hello", jedis.get("key:1"));
            assertNull(jedis.get("key:none"));
            assertNull(jedis.set("key:1", "other", new SetParams().nx()));
            assertEquals("OK", jedis.set("key:1", "other", new SetParams().xx().ex(100)));
            assertTrue(jedis.ttl("key:1") > 90);
            assertEquals("other", jedis.setGet("key:1", "third", new SetParams().keepTtl()));
            assertTrue(jedis.ttl("key:1") > 90);
            assertEquals("third", jedis.getEx("key:1", new GetExParams().persist()));
            assertEquals(-1, jedis.ttl("key:1"));
            assertEquals(8, jedis.append("key:1", "END"));
            assertEquals(8, jedis.strlen("key:1"));
            assertEquals("ird", jedis.getrange("key:1", 2, 4));
            assertEquals(8, jedis.setrange("key:1", 5, "end"));
            assertEquals("thirdend", jedis.getDel("key:1"));
            assertEquals(1, jedis.incr("number"));
            assertEquals(11, jedis.incrBy("number", 10));
            assertEquals(10, jedis.decr("number"));
            assertEquals(5, jedis.decrBy("number", 5));
            assertEquals(5.5, jedis.incrByFloat("number", 0.5));
            assertEquals("OK", jedis.mset("a", "1", "b", "2"));
            List<String> three = new ArrayList<>(List.of("1", "2"));
            three.add(null);
            assertEquals(three, jedis.mget("a", "b", "c"));
            assertEquals(0, jedis.msetnx("b", "3", "c", "4"));
            assertEquals(1, jedis.msetnx("c", "3", "d", "4"));
            assertEquals(1, jedis.setnx("e", "5"));
            assertEquals("OK", jedis.setex("f", 100, "6"));
            assertEquals("OK", jedis.psetex("g", 100_000, "7"));
            JedisDataException notANumber = assertThrows(JedisDataException.class, () -> {
                jedis.set("text", "abc");
                jedis.incr("text");
            });
            assertEquals("ERR value is not an integer or out of range", notANumber.getMessage());
            byte[] binary = {0, -1, 13, 10, 34, -128};
            byte[] key = "binary".getBytes(StandardCharsets.US_ASCII);
            assertEquals("OK", jedis.set(key, binary));
            assertArrayEquals(binary, jedis.get(key));
            String large = "0123456789".repeat(500_000);
            assertEquals("OK", jedis.set("large", large));
            assertEquals(large, jedis.get("large"));
        }
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void keys(RedisProtocol protocol) {
        try (Jedis jedis = jedis(protocol)) {
            jedis.mset("user:1", "a", "user:2", "b", "user:3", "c", "other", "d");
            assertEquals(4, jedis.dbSize());
            assertEquals(2, jedis.exists("user:1", "user:2", "none"));
            assertEquals("string", jedis.type("user:1"));
            assertEquals("none", jedis.type("none"));
            assertEquals(Set.of("user:1", "user:2", "user:3"), jedis.keys("user:*"));
            assertEquals(1, jedis.expire("user:1", 100));
            assertEquals(0, jedis.expire("user:1", 200, ExpiryOption.NX));
            assertTrue(jedis.ttl("user:1") > 90);
            assertTrue(jedis.pttl("user:1") > 90_000);
            assertTrue(jedis.expireTime("user:1") > 1_700_000_000L);
            assertEquals(1, jedis.expireAt("user:1", 33_177_117_420L));
            assertEquals(33_177_117_420L, jedis.expireTime("user:1"));
            assertEquals(1, jedis.pexpire("user:1", 100_000));
            assertEquals(1, jedis.pexpireAt("user:1", 33_177_117_420_000L));
            assertEquals(1, jedis.persist("user:1"));
            assertEquals("OK", jedis.rename("user:3", "user:4"));
            assertEquals(0, jedis.renamenx("user:4", "user:1"));
            assertThrows(JedisDataException.class, () -> jedis.rename("none", "x"));
            assertEquals(2, jedis.touch("user:1", "user:2"));
            assertEquals("embstr", jedis.objectEncoding("user:1"));
            assertTrue(jedis.objectFreq("user:1") >= 0);
            assertTrue(Set.of("user:1", "user:2", "user:4", "other").contains(jedis.randomKey()));
            assertEquals(1, jedis.unlink("other"));
            assertEquals(2, jedis.del("user:1", "user:2", "none"));
            Set<String> expected = new HashSet<>(Set.of("user:4"));
            for (int i = 0; i < 500; i++) {
                jedis.set("scan:" + i, "x");
                expected.add("scan:" + i);
            }
            Set<String> found = new HashSet<>();
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> part = jedis.scan(cursor, new ScanParams().count(37));
                found.addAll(part.getResult());
                cursor = part.getCursor();
            } while (!cursor.equals("0"));
            assertEquals(expected, found);
            assertEquals("OK", jedis.flushAll());
            assertEquals(0, jedis.dbSize());
        }
    }

    // The library deprecates methods whose commands programs still send, so they are proven too.
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void json(RedisProtocol protocol) {
        try (RedisClient client = RedisClient.builder()
                .hostAndPort(address())
                .clientConfig(config(protocol))
                .build()) {
            assertEquals(
                    "OK", client.jsonSetWithPlainString("json:1", Path.ROOT_PATH, "{\"a\":[1,2],\"b\":\"x\",\"n\":1}"));
            assertEquals(Map.of("a", List.of(1.0, 2.0), "b", "x", "n", 1.0), client.jsonGet("json:1"));
            assertEquals(Object.class, client.jsonType("json:1"));
            assertEquals(
                    List.of(3.0, 4.0),
                    client.jsonGet("json:1", List.class, path(client, "a", 3, 4))
                            .subList(2, 4));
            assertEquals(3, client.jsonStrAppend("json:1", Path.of(".b"), "yz"));
            assertEquals("\"xyz\"", client.jsonGetAsPlainString("json:1", Path.of(".b")));
            assertEquals(3.5, client.jsonNumIncrBy("json:1", Path.of(".n"), 2.5));
            assertEquals(1, client.jsonDel("json:1", Path.of(".b")));
            assertEquals("{\"a\":[1,2,3,4],\"n\":3.5}", client.jsonGetAsPlainString("json:1", Path.ROOT_PATH));
            assertEquals("{\"a\":[1,2,3,4],\"n\":3.5}", client.get("json:1"));
            client.jsonSetWithPlainString("json:2", Path.ROOT_PATH, "{\"n\":7}");
            assertEquals(List.of(3.5, 7.0), client.jsonMGet(Path.of(".n"), Double.class, "json:1", "json:2"));
            assertEquals("json", client.type("json:1"));
            assertThrows(JedisDataException.class, () -> client.incr("json:1"));
            assertEquals("[{\"a\":[1,2,3,4],\"n\":3.5}]", String.valueOf(client.jsonGet("json:1", Path2.ROOT_PATH)));
            assertEquals(List.of(6L), client.jsonArrAppend("json:1", Path2.of("$.a"), 5, 6));
            assertEquals(1, client.jsonDel("json:1"));
        }
    }

    // The library deprecates methods whose commands programs still send, so they are proven too.
    @SuppressWarnings("deprecation")
    private static Path path(RedisClient client, String member, Object... added) {
        Path path = Path.of("." + member);
        assertEquals(4, client.jsonArrAppend("json:1", path, added));
        return path;
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void objectsAndServer(RedisProtocol protocol) {
        try (Jedis jedis = jedis(protocol)) {
            byte[] answer = (byte[]) jedis.sendCommand(() -> SafeEncoder.encode("FQL"), "{\"SERVER_INFO\":{}}");
            assertEquals("{\"asked\":{\"SERVER_INFO\":{}}}", SafeEncoder.encode(answer));
            assertTrue(jedis.info().contains("redis_version:"), jedis.info());
            assertTrue(jedis.info("memory").contains("used_memory:"));
            assertEquals(Map.of("maxmemory-policy", "allkeys-lfu"), jedis.configGet("maxmemory-policy"));
            assertEquals("OK", jedis.configSet("maxmemory-policy", "volatile-ttl"));
            assertEquals("volatile-ttl", jedis.configGet("maxmemory-policy").get("maxmemory-policy"));
            assertEquals(2, jedis.time().size());
            jedis.set("key:1", "hello");
            assertTrue(jedis.memoryUsage("key:1") > 10);
            assertNull(jedis.memoryUsage("none"));
            jedis.configSet("slowlog-log-slower-than", "0");
            jedis.get("key:1");
            assertFalse(jedis.slowlogGet().isEmpty());
            assertTrue(jedis.slowlogLen() > 0);
            assertEquals("OK", jedis.slowlogReset());
            assertTrue(jedis.latencyLatest().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void pipelined(RedisProtocol protocol) {
        int count = 20_000;
        try (Jedis jedis = jedis(protocol)) {
            Pipeline pipeline = jedis.pipelined();
            List<Response<String>> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pipeline.set("key:" + i, "value " + i);
                values.add(pipeline.get("key:" + i));
            }
            Response<Long> size = pipeline.dbSize();
            Response<Set<String>> some = pipeline.keys("key:77?");
            Response<Long> bad = pipeline.incr("key:1");
            Response<String> after = pipeline.get("key:2");
            pipeline.sync();
            for (int i = 0; i < count; i++) {
                assertEquals("value " + i, values.get(i).get());
            }
            assertEquals(count, size.get());
            assertEquals(10, some.get().size());
            assertThrows(JedisDataException.class, bad::get);
            assertEquals("value 2", after.get());
        }
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void monitorSeesWhatOthersDo(RedisProtocol protocol) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CountDownLatch watching = new CountDownLatch(1);
        try (Jedis watcher = jedis(protocol);
                Jedis jedis = jedis(protocol)) {
            CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> {
                JedisMonitor monitor = new JedisMonitor() {
                    @Override
                    public void onCommand(String line) {
                        lines.add(line);
                    }
                };
                watching.countDown();
                try {
                    watcher.monitor(monitor);
                } catch (JedisConnectionException closed) {
                    lines.add("closed");
                }
            });
            assertTrue(watching.await(20, TimeUnit.SECONDS));
            String line = null;
            // Until MONITOR itself has arrived, commands may still pass unseen.
            for (int i = 0; line == null && i < 10_000; i++) {
                jedis.set("seen:" + i, "a \"quoted\" value");
                line = lines.poll(1, TimeUnit.MILLISECONDS);
            }
            assertTrue(
                    String.valueOf(line)
                            .matches(
                                    "\\d+\\.\\d{6} \\[0 127\\.0\\.0\\.1:\\d+] \"SET\" \"seen:\\d+\" \"a \\\\\"quoted\\\\\" value\""),
                    line);
            for (var session : server.clients().all()) {
                if (session.isMonitor()) {
                    session.connection().close();
                }
            }
            watch.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(RedisProtocol.class)
    void aPoolOfConnectionsFromSeveralThreads(RedisProtocol protocol) throws Exception {
        long threads = 4;
        int each = 500;
        try (RedisClient client = RedisClient.builder()
                .hostAndPort(address())
                .clientConfig(config(protocol))
                .build()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        client.incr("counter");
                        client.append("text", "x");
                    }
                }));
            }
            for (CompletableFuture<Void> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
            assertEquals(Long.toString(threads * each), client.get("counter"));
            assertEquals(threads * each, client.strlen("text"));
        }
    }
}
