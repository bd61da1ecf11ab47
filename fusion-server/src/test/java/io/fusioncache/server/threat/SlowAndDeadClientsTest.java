package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.RawClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threat of clients that don't read, don't send, or do either very slowly. */
@Timeout(300)
class SlowAndDeadClientsTest {
    private static final int MIB = 1 << 20;
    private static final int STALLED_SECONDS = Scale.of("stalledSeconds", 1, 8);
    private static final int IDLE_SECONDS = Scale.of("idleSeconds", 4, 10);
    private static final int LONG_READS = 100;
    private static final int LATE_SECONDS = 10;
    private static final int SMALL_WINDOW = 4096;
    private static final Pattern NOTHING_MORE = Pattern.compile("(?!)");

    private final ThreatServer server = ThreatServer.start(Map.of(
            "memory.max",
            "1GiB",
            "server.maxUnsentBytes",
            "1MiB",
            "server.stalledTimeout",
            STALLED_SECONDS + "s",
            "server.idleTimeout",
            IDLE_SECONDS + "s",
            "server.handshakeTimeout",
            IDLE_SECONDS + "s"));
    private final List<AutoCloseable> clients = new ArrayList<>();

    SlowAndDeadClientsTest() throws IOException {
        try (WireClient client = server.resp()) {
            assertEquals(
                    "+OK", client.call("SET", "smallvalue", "x".repeat(10_000)).toString());
            assertEquals(
                    "+OK", client.call("SET", "largevalue", "x".repeat(MIB)).toString());
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
    }

    private <C extends AutoCloseable> List<C> crowd(int count, IntFunction<C> connect) {
        List<C> crowd = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            crowd.add(connect.apply(i));
            clients.add(crowd.getLast());
        }
        return crowd;
    }

    private RawClient raw(String listener, String bytes) {
        return new RawClient(server.port(listener), SMALL_WINDOW).send(bytes);
    }

    private static String get(String key) {
        return new String(WireClient.encode(List.of("GET", key)), StandardCharsets.ISO_8859_1);
    }

    private long awaitDropped(long began) {
        long[] most = {0};
        TestNet.await("clients closed, memory back", () -> {
            most[0] = Math.max(most[0], server.taken());
            return Observed.millisSince(began) > STALLED_SECONDS * 900L && server.taken() <= 0;
        });
        return most[0];
    }

    @Test
    void manyThatNeverReadTakeWhatTheirAnswersTake() throws InterruptedException {
        int count = Scale.of("neverRead", 1000, 1000);
        try (Bystander bystander = new Bystander(server)) {
            long before = server.server().keyspace().counters().hits();
            crowd(count / 2, i -> raw("resp", get("smallvalue").repeat(5)));
            crowd(count / 2, i -> {
                WebSocketClient client = new WebSocketClient(server.port("standard"), SMALL_WINDOW, "");
                for (int query = 0; query < 5; query++) {
                    client.send("GET smallvalue");
                }
                return client;
            });
            // The system takes all of the short answers off the server, and some 2.5 MB of the long ones.
            crowd(LONG_READS, i -> raw("resp", get("largevalue").repeat(5)));
            TestNet.await(
                    "all are answered",
                    () -> server.server().keyspace().counters().hits() - before >= 5L * (count + LONG_READS));
            bystander.awaitServed();
            TestNet.await("the server holds what they don't read", () -> server.taken() > (long) LONG_READS * MIB / 2);
            long taken = server.taken();
            long limit = 5L * 2 * 10_000 * count + 5L * 2 * MIB * LONG_READS;
            assertTrue(taken <= limit, () -> "taken " + taken);
            closeAll();
            server.awaitBack();
            Observed.row(
                    count + " connections that never read 50 KB each, and " + LONG_READS + " that never read 5 MiB",
                    "at most their answers in the account; " + server.back(),
                    taken / 1024 + " KiB in the account; " + bystander.finish());
        }
    }

    private void closeAll() {
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        clients.clear();
    }

    @Test
    void overWebSocketWhatWaitsIsBounded() throws InterruptedException {
        int count = Scale.of("deepWebSockets", 10, 50);
        try (Bystander bystander = new Bystander(server)) {
            long began = System.nanoTime();
            List<WebSocketClient> crowd =
                    crowd(count, i -> new WebSocketClient(server.port("standard"), SMALL_WINDOW, ""));
            crowd.forEach(client -> {
                for (int i = 0; i < 16; i++) {
                    client.send("GET largevalue");
                }
            });
            TestNet.await("answers wait", () -> server.taken() > MIB);
            long most = awaitDropped(began);
            long millis = Observed.millisSince(began);
            // One answer may pass the bound, and while it is copied its chunks may hold as much again.
            assertTrue(most <= count * 4L * MIB, () -> "taken " + most);
            closeAll();
            server.awaitBack();
            Observed.row(
                    count + " WebSockets that ask for 16 MiB and never read",
                    "`server.maxUnsentBytes` 1 MiB and one answer each; closed after `server.stalledTimeout` "
                            + STALLED_SECONDS + " s",
                    most / count / 1024 + " KiB each; all closed after " + millis + " ms; " + bystander.finish());
        }
    }

    private static int closeCode(WebSocketClient client) {
        WebSocketClient.Frame frame = client.readFrame();
        while (frame.opcode() != WebSocketClient.CLOSE) {
            frame = client.readFrame();
        }
        return frame.closeCode();
    }

    @Test
    void overRespWhatWaitsIsBounded() throws InterruptedException {
        try (Bystander bystander = new Bystander(server)) {
            crowd(1, i -> raw("resp", get("largevalue").repeat(100)));
            TestNet.await("the soft limit is passed", () -> server.taken() > 64L * MIB);
            long began = System.nanoTime();
            long most = awaitDropped(began);
            long millis = Observed.millisSince(began);
            assertTrue(most <= 66L * MIB, () -> "taken " + most);
            server.awaitBack();
            Observed.row(
                    "a Redis client that asks for 100 MiB and never reads",
                    "not read from past 64 MiB; closed after `server.stalledTimeout` " + STALLED_SECONDS + " s",
                    most / 1024 + " KiB; closed after " + millis + " ms; " + bystander.finish());
        }
    }

    @Test
    void oneReplyBeyondTheHardLimitEndsItsConnection() throws InterruptedException, IOException {
        try (Bystander bystander = new Bystander(server);
                WireClient client = server.resp()) {
            long began = System.nanoTime();
            List<String> words = new ArrayList<>(Collections.nCopies(258, "largevalue"));
            words.set(0, "MGET");
            client.sendRaw(WireClient.encode(words));
            assertEquals("", client.readToEnd());
            long millis = Observed.millisSince(began);
            server.awaitBack();
            Observed.row(
                    "a Redis client that asks for 257 MiB at once",
                    "closed at 256 MiB",
                    "closed after " + millis + " ms; " + bystander.finish());
        }
    }

    @Test
    void halfMessagesAreChargedAndNotWaitedForForEver() throws InterruptedException {
        int count = Scale.of("halfCommands", 250, 250);
        int each = 100_000;
        try (Bystander bystander = new Bystander(server)) {
            String set = new String(
                    WireClient.encode(List.of("SET", "x".repeat(each), "last")), StandardCharsets.ISO_8859_1);
            long began = System.nanoTime();
            List<RawClient> commands = crowd(count, i -> raw("resp", set.substring(0, set.length() - 12)));
            List<RawClient> others = new ArrayList<>();
            others.addAll(crowd(20, i -> raw("rest", "POST / HTTP/1.1\r\nContent-Length: 999\r\n\r\n{\"COUNT\"")));
            others.addAll(crowd(20, i -> raw("rest", "POST / HTTP/1.1\r\nContent-Le")));
            others.addAll(crowd(20, i -> raw("rest", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{")));
            others.addAll(crowd(20, i -> raw("standard", "GET / HTTP/1.1\r\nUpgrade: webs")));
            List<WebSocketClient> sockets = crowd(
                    20, i -> server.webSocket().sendRaw(WebSocketClient.header(true, WebSocketClient.TEXT, 500_000)));
            long[] most = {0};
            TestNet.await("all of it charged", () -> {
                most[0] = Math.max(most[0], server.taken());
                return most[0] >= count * (each - 16L * 1024);
            });
            for (WebSocketClient client : sockets) {
                assertEquals(1001, closeCode(client));
            }
            commands.forEach(client -> client.readUntil(NOTHING_MORE));
            others.forEach(client -> client.readUntil(NOTHING_MORE));
            long millis = Observed.millisSince(began);
            assertTrue(millis >= IDLE_SECONDS * 1000L, () -> "closed after " + millis + " ms");
            assertTrue(millis <= IDLE_SECONDS * 2000L + LATE_SECONDS * 1000L, () -> "closed after " + millis + " ms");
            closeAll();
            server.awaitBack();
            Observed.row(
                    count + " commands of 100 KB that lack their last argument, and 100 other half messages",
                    "in the account; closed after `server.idleTimeout` and `server.handshakeTimeout` (" + IDLE_SECONDS
                            + " s), at most half as long again; " + server.back(),
                    most[0] / 1024 + " KiB in the account; all closed after " + millis + " ms; " + bystander.finish());
        }
    }

    @Test
    void aReaderOfSingleBytesCountsAsNone() throws InterruptedException {
        try (Bystander bystander = new Bystander(server)) {
            long began = System.nanoTime();
            WebSocketClient client = crowd(1, i -> new WebSocketClient(server.port("standard"), SMALL_WINDOW, ""))
                    .getFirst();
            for (int i = 0; i < 16; i++) {
                client.send("GET largevalue");
            }
            TestNet.await("answers wait", () -> server.taken() > MIB);
            int read = 0;
            while (server.taken() > 0) {
                assertTrue(Observed.millisSince(began) < (3L * STALLED_SECONDS + LATE_SECONDS) * 1000, "still there");
                read += client.isAtEnd() ? 0 : 1;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            long millis = Observed.millisSince(began);
            closeAll();
            server.awaitBack();
            Observed.row(
                    "a WebSocket that asks for 16 MiB and reads ten bytes a second",
                    "closed when it takes less than a sixteenth of `server.maxUnsentBytes` in `server.stalledTimeout` ("
                            + STALLED_SECONDS + " s)",
                    "closed after " + millis + " ms and " + read + " bytes; " + bystander.finish());
        }
    }
}
