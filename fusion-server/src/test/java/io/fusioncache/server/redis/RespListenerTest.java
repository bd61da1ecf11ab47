package io.fusioncache.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.command.ClientSession;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.connection.Ping;
import io.fusioncache.server.command.server.Monitor;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.net.resp.RespSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, limits, slow and hostile clients, end: with commands made for it. */
@Timeout(60)
class RespListenerTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final Limits limits = new Limits();

    private final List<Command> commands = List.of(
            new Ping(),
            new Monitor(),
            command("ECHO", false, call -> call.reply().bulk(call.argument(1))),
            // So many bytes.
            command("GET", false, call -> call.reply().bulk(new byte[(int) call.integer(1)])),
            // As many elements, on a worker.
            command("SCAN", true, call -> {
                int count = (int) call.integer(1);
                call.reply().array(count);
                for (int i = 0; i < count; i++) {
                    call.reply().bulk("element " + i);
                }
            }),
            command("KEYS", true, call -> {
                running.countDown();
                await(finish);
                call.reply().status("finished");
            }),
            command("TIME", false, call -> {
                throw new AssertionError("a defect, made for this test");
            }),
            command("RANDOMKEY", true, call -> {
                throw new AssertionError("a defect on a worker, made for this test");
            }),
            command("QUIT", false, call -> {
                call.client().closeAfterReply();
                call.reply().status("OK");
            }));

    private FusionRedisServer server = start();

    private static Command command(String name, boolean slow, java.util.function.Consumer<Invocation> body) {
        return new Command(name) {
            @Override
            public boolean isSlow(byte[][] arguments) {
                return slow;
            }

            @Override
            public void run(Invocation call) {
                body.accept(call);
            }
        };
    }

    private FusionRedisServer start() {
        try {
            return FusionRedisServer.start(limits, commands);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        finish.countDown();
        server.close();
        assertEquals(0, server.listener().connections());
        assertEquals(0, server.clients().size());
        until(() -> server.account().used() == 0);
    }

    private static final class Limits implements RespSettings {
        private volatile long maxBulk = 512L << 20;
        private volatile Duration idle = Duration.ZERO;
        private volatile long soft = 64L << 20;
        private volatile long hard = 256L << 20;
        private volatile Duration softTime = Duration.ofSeconds(60);

        @Override
        public long maxBulk() {
            return maxBulk;
        }

        @Override
        public Duration idleTimeout() {
            return idle;
        }

        @Override
        public long softOutputLimit() {
            return soft;
        }

        @Override
        public Duration softLimitTime() {
            return softTime;
        }

        @Override
        public long hardOutputLimit() {
            return hard;
        }
    }

    @Test
    void aLongCommandHoldsBackItsOwnClientOnly() throws Exception {
        try (WireClient one = server.connect();
                WireClient other = server.connect();
                WireClient third = server.connect()) {
            one.sendRaw("ECHO before\r\nKEYS *\r\nECHO after\r\n");
            one.sendRaw("*2\r\n$4\r\nECHO\r\n$5\r\nla");
            await(running);
            assertEquals("+PONG", other.call("PING").toString());
            assertEquals("+PONG", third.call("PING").toString());
            one.sendRaw("ter\r\n");
            assertEquals("$6:before", one.read().toString());
            assertEquals(0, one.available(), "nothing passes the command that runs");
            finish.countDown();
            assertEquals("+finished", one.read().toString());
            assertEquals("$5:after", one.read().toString());
            assertEquals("$5:later", one.read().toString());
        }
    }

    @Test
    void aThousandCommandsAtOnceAreAnsweredInOrder() throws Exception {
        try (WireClient client = server.connect()) {
            List<List<String>> pipeline = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                pipeline.add(i % 100 == 50 ? List.of("SCAN", "2") : List.of("ECHO", "number " + i));
            }
            List<WireReply> replies = client.pipeline(pipeline);
            for (int i = 0; i < 1000; i++) {
                assertEquals(
                        i % 100 == 50
                                ? "*2[$9:element 0, $9:element 1]"
                                : "$" + ("number " + i).length() + ":number " + i,
                        replies.get(i).toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*x                  | invalid multibulk length",
                "*1048577            | invalid multibulk length",
                "*1~$-5              | invalid bulk length",
                "*1~$536870913       | invalid bulk length",
                "*1~:3               | expected '$', got ':'",
                "ECHO \"not closed   | unbalanced quotes in request",
            })
    void aProtocolErrorIsToldAndClosesThatClientOnly(String message, String error) throws Exception {
        try (WireClient good = server.connect();
                WireClient bad = server.connect()) {
            bad.sendRaw("PING\r\n" + message.strip().replace("~", "\r\n") + "\r\n");
            assertEquals("+PONG\r\n-ERR Protocol error: " + error + "\r\n", bad.readToEnd());
            assertEquals("+PONG", good.call("PING").toString());
        }
    }

    @Test
    void aLineWithoutEndIsRefused() throws Exception {
        try (WireClient client = server.connect()) {
            client.sendRaw("a".repeat(70_000));
            assertTrue(client.readToEnd().startsWith("-ERR Protocol error: too big inline request"));
        }
    }

    @Test
    void aBulkLongerThanTheMemoryBoundIsRefusedWhateverTheSettingSays() throws Exception {
        server.account().limit(1_000_000);
        try (WireClient client = server.connect()) {
            client.sendRaw("*2\r\n$4\r\nECHO\r\n$1000001\r\n");
            assertEquals("-ERR Protocol error: invalid bulk length\r\n", client.readToEnd());
        }
    }

    @Test
    void theLimitOfABulkIsAsked() throws Exception {
        limits.maxBulk = 10;
        try (WireClient client = server.connect()) {
            assertEquals("$10:0123456789", client.call("ECHO", "0123456789").toString());
            limits.maxBulk = 11;
            assertEquals("$11:0123456789a", client.call("ECHO", "0123456789a").toString());
            client.sendRaw("*2\r\n$4\r\nECHO\r\n$12\r\n");
            assertEquals("-ERR Protocol error: invalid bulk length\r\n", client.readToEnd());
        }
    }

    @Test
    void claimsOfLargeBulksTakeNoMemory() throws Exception {
        List<WireClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                WireClient client = server.connect();
                clients.add(client);
                client.sendRaw("PING\r\n*1000000\r\n$400000000\r\nbegin");
                assertEquals("+PONG", client.read().toString());
            }
            assertEquals(0, server.account().used());
        } finally {
            for (WireClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aCommandThatThereIsNoMemoryForIsRefusedAndTheClientGoesOn() throws Exception {
        server.keyspace().policy(EvictionPolicy.NOEVICTION);
        server.account().limit(2_000_000);
        server.account().charge(1_500_000);
        try (WireClient client = server.connect()) {
            assertEquals(
                    "-OOM command not allowed when used memory > 'maxmemory'.",
                    client.call("ECHO", "x".repeat(1_000_000)).toString());
            assertEquals("+PONG", client.call("PING").toString());
        } finally {
            server.account().release(1_500_000);
        }
    }

    @Test
    void aReplyThatThereIsNoMemoryForIsRefusedAndTheClientGoesOn() throws Exception {
        server.keyspace().policy(EvictionPolicy.NOEVICTION);
        server.account().limit(2_000_000);
        try (WireClient client = server.connect()) {
            assertEquals(
                    "-OOM command not allowed when used memory > 'maxmemory'.",
                    client.call("GET", "3000000").toString());
            assertEquals(
                    "-OOM command not allowed when used memory > 'maxmemory'.",
                    client.call("SCAN", "300000").toString());
            assertEquals("+PONG", client.call("PING").toString());
        }
    }

    @Test
    void aClientMaySendAsMuchAsItLikesBeforeItReads() throws Exception {
        limits.soft = 1 << 20;
        int count = 20_000;
        try (WireClient client = server.connect();
                WireClient other = server.connect()) {
            byte[] command = WireClient.encode(List.of("GET", "2000"));
            client.call("PING");
            ClientSession session = server.clients().all().stream()
                    .filter(any -> any.connection().address().equals(client.localAddress()))
                    .findFirst()
                    .orElseThrow();
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        client.sendRaw(command);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            until(() -> session.connection().outputBytes() > limits.soft);
            assertEquals("+PONG", other.call("PING").toString());
            long waits = session.connection().outputBytes();
            assertTrue(waits < 3 * limits.soft, waits + " bytes wait");
            assertTrue(server.account().used() > limits.soft / 2, "replies that wait are charged");
            for (int i = 0; i < count; i++) {
                assertEquals(2005, client.read().text().length());
            }
            sent.get(30, TimeUnit.SECONDS);
            assertEquals("+PONG", client.call("PING").toString());
        }
    }

    @Test
    void aClientAboveTheSoftLimitForTooLongIsClosed() throws Exception {
        limits.soft = 100_000;
        limits.softTime = Duration.ofMillis(100);
        try (WireClient client = server.connect();
                WireClient other = server.connect()) {
            client.sendRaw("GET 20000000\r\n");
            until(() -> server.traffic().connectionsStalledTotal() == 1);
            until(() -> server.listener().connections() == 1);
            assertEquals("+PONG", other.call("PING").toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET 3000000", "SCAN 300000"})
    void aClientAboveTheHardLimitIsClosedAtOnce(String command) throws Exception {
        limits.hard = 2_000_000;
        try (WireClient client = server.connect()) {
            client.sendRaw(command + "\r\n");
            assertEquals("", client.readToEnd());
            assertEquals(1, server.traffic().connectionsStalledTotal());
        }
    }

    @Test
    void oneClientTooManyIsToldSo() throws Exception {
        server.maxClients(2);
        try (WireClient one = server.connect();
                WireClient two = server.connect()) {
            one.call("PING");
            two.call("PING");
            try (WireClient three = server.connect()) {
                assertEquals("-ERR max number of clients reached\r\n", three.readToEnd());
            }
            assertEquals(1, server.traffic().connectionsRefusedTotal());
            one.close();
            until(() -> server.listener().connections() == 1);
            try (WireClient four = server.connect()) {
                assertEquals("+PONG", four.call("PING").toString());
            }
        }
    }

    @Test
    void anIdleClientIsClosedAndABusyOneIsNot() throws Exception {
        limits.idle = Duration.ofMillis(500);
        try (WireClient idle = server.connect();
                WireClient busy = server.connect()) {
            busy.sendRaw("KEYS *\r\n");
            assertEquals("", idle.readToEnd());
            finish.countDown();
            assertEquals("+finished", busy.read().toString());
        }
    }

    @Test
    void aWebPageCanNotSendCommands() throws Exception {
        try (WireClient post = server.connect();
                WireClient get = server.connect()) {
            post.sendRaw("POST / HTTP/1.1\r\nHost: localhost\r\n\r\nECHO x\r\n");
            assertEquals("", post.readToEnd());
            get.sendRaw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\nECHO x\r\n");
            assertEquals("", get.readToEnd());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIME", "RANDOMKEY"})
    void aDefectEndsItsConnectionOnly(String command) throws Exception {
        try (WireClient other = server.connect();
                WireClient client = server.connect()) {
            client.sendRaw(command + "\r\n");
            assertEquals("", client.readToEnd());
            assertEquals("+PONG", other.call("PING").toString());
        }
    }

    @Test
    void theEndOfTheInputIsNotTheEndOfTheReplies() throws Exception {
        try (WireClient client = server.connect()) {
            client.sendRaw("ECHO one\r\nSCAN 1\r\nECHO two\r\nECHO unfin");
            client.endOutput();
            assertEquals("$3\r\none\r\n*1\r\n$9\r\nelement 0\r\n$3\r\ntwo\r\n", client.readToEnd());
        }
    }

    @Test
    void quitIsTheLastCommand() throws Exception {
        try (WireClient client = server.connect()) {
            client.sendRaw("PING\r\nQUIT\r\nPING\r\n");
            assertEquals("+PONG\r\n+OK\r\n", client.readToEnd());
        }
    }

    @Test
    void stoppingLetsARunningCommandEndAndRefusesNewClients() throws Exception {
        try (WireClient client = server.connect();
                WireClient idle = server.connect()) {
            idle.call("PING");
            client.sendRaw("KEYS *\r\n");
            await(running);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
                try {
                    server.listener().stop(Duration.ofSeconds(20));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals("", idle.readToEnd());
            finish.countDown();
            assertEquals("+finished\r\n", client.readToEnd());
            stopped.get(20, TimeUnit.SECONDS);
            assertThrows(IOException.class, server::connect);
        }
    }

    @Test
    void stoppingDoesNotWaitForEver() throws Exception {
        try (WireClient client = server.connect()) {
            client.sendRaw("KEYS *\r\n");
            await(running);
            server.listener().stop(Duration.ofMillis(50));
            assertEquals("", client.readToEnd());
        }
    }

    @Test
    void aMonitorThatDoesNotReadIsClosedAndHoldsNobodyBack() throws Exception {
        limits.hard = 500_000;
        try (WireClient watcher = server.connect();
                WireClient client = server.connect()) {
            assertEquals("+OK", watcher.call("MONITOR").toString());
            String word = "x".repeat(10_000);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (server.traffic().connectionsStalledTotal() == 0) {
                assertEquals(10_000, client.call("ECHO", word).bulkText().length());
                assertTrue(System.nanoTime() < deadline, "the watcher was never closed");
            }
            until(() -> server.listener().connections() == 1);
            assertEquals("+PONG", client.call("PING").toString());
        }
    }

    @Test
    void aMonitorThatReadsGetsEveryCommandInOrder() throws Exception {
        try (WireClient watcher = server.connect();
                WireClient client = server.connect()) {
            assertEquals("+OK", watcher.call("MONITOR").toString());
            for (int i = 0; i < 200; i++) {
                client.call("ECHO", "number " + i);
            }
            for (int i = 0; i < 200; i++) {
                String line = watcher.read().toString();
                assertTrue(line.endsWith("[0 " + client.localAddress() + "] \"ECHO\" \"number " + i + "\""), line);
            }
        }
    }

    @Test
    void bytesAreCounted() throws Exception {
        try (WireClient client = server.connect()) {
            client.sendRaw("PING\r\n");
            client.read();
            assertEquals(6, server.traffic().bytesInTotal());
            until(() -> server.traffic().bytesOutTotal() == 7);
            assertEquals(1, server.clients().total());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Thread.onSpinWait();
        }
    }
}
