package io.fusioncache.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients can't do to the server and to each other: flood it, not read, be silent. */
@Timeout(60)
class BackPressureTest {
    private static final long MIB = 1 << 20;
    private static final int SMALLEST_CHARGE = 64;

    private static NetLimits limits(
            int maxPendingQueries, long maxPendingBytes, long maxUnsentBytes, Duration stalled, Duration idle) {
        return new NetLimits(
                1000, maxPendingQueries, maxPendingBytes, maxUnsentBytes, stalled, idle, Duration.ofSeconds(20), false);
    }

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void noMoreQueriesAreReadThanMayBeUnderWay() {
        try (TestNet net = new TestNet(limits(5, MIB, MIB, LONG, LONG));
                WebSocketClient client = net.connect()) {
            client.sendRaw(repeat("{\"R hold:a\"}", 20));
            TestNet.await("five charged", () -> net.account.used() == 5 * SMALLEST_CHARGE);
            letEveryNetworkThreadTurn(net);
            // An answer of the other connections may be charged for a moment after its client has it.
            TestNet.await("five charged still", () -> net.account.used() == 5 * SMALLEST_CHARGE);
            net.handler.letGo("a");
            for (int i = 0; i < 20; i++) {
                assertEquals("{\"R hold:a\"}", client.read());
            }
            TestNet.await("all given back", () -> net.account.used() == 0);
        }
    }

    @Test
    void noMoreBytesAreReadThanMayBeUnderWay() {
        try (TestNet net = new TestNet(limits(1000, 3000, MIB, LONG, LONG));
                WebSocketClient client = net.connect()) {
            String query = "{\"R hold:a " + "x".repeat(980);
            client.sendRaw(repeat(query, 10));
            TestNet.await("bound reached", () -> net.account.used() >= 3000);
            letEveryNetworkThreadTurn(net);
            // An answer of the other connections may be charged for a moment after its client has it.
            TestNet.await("not a fourth one charged", () -> net.account.used() < 4000);
            net.handler.letGo("a");
            for (int i = 0; i < 10; i++) {
                assertEquals(query, client.read());
            }
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFromAndOthersGoOn() {
        int size = 50_000;
        try (TestNet net = new TestNet(limits(4, MIB, 200_000, LONG, LONG));
                WebSocketClient slow = new WebSocketClient(net.webSocketPort, 4096, "");
                WebSocketClient other = net.connect()) {
            AtomicLong most = new AtomicLong();
            net.handler.whenRun = turn -> most.accumulateAndGet(net.account.used(), Math::max);
            slow.sendRaw(repeat("{\"R big:" + size + "\"}", 400));
            TestNet.await("bound passed", () -> net.account.used() > 200_000);
            for (int i = 0; i < 100; i++) {
                other.send("{\"R\"}");
                assertEquals("{\"R\"}", other.read());
            }
            assertTrue(net.handler.ran.size() < 400, "all ran: the system's buffers hold too much for this test");
            for (int i = 0; i < 400; i++) {
                assertEquals(size, slow.read().length());
            }
            // Four more may have been under way when the bound was passed; chunks are at most twice what is in them.
            assertTrue(most.get() < 200_000 + 5 * 2 * 65_536, () -> "charged " + most.get());
            TestNet.await("all given back", () -> net.account.used() == 0);
        }
    }

    @Test
    void aClientThatNeverReadsIsClosed() {
        try (TestNet net = new TestNet(limits(100, MIB, 200_000, Duration.ofSeconds(1), LONG));
                WebSocketClient client = new WebSocketClient(net.webSocketPort, 4096, "")) {
            client.sendRaw(repeat("{\"R hold:a big:300000\"}", 40));
            // The pong says that all of them have been received; only then are they answered.
            client.sendFrame(true, WebSocketClient.PING, "");
            assertEquals(WebSocketClient.PONG, client.readFrame().opcode());
            net.handler.letGo("a");
            TestNet.await("bound passed", () -> net.account.used() > 3 * MIB);
            TestNet.await("what waited dropped", () -> net.account.used() < MIB);
            WebSocketClient.Frame frame = client.readFrame();
            while (frame.opcode() == WebSocketClient.TEXT) {
                assertEquals(300_000, frame.payload().length);
                frame = client.readFrame();
            }
            assertEquals(WebSocketClient.CLOSE, frame.opcode());
            assertEquals(1008, frame.closeCode());
            assertEquals(1, net.webSocketTraffic.connectionsStalledTotal());
        }
    }

    @Test
    void aClientThatIsDeadIsDropped() {
        try (TestNet net = new TestNet(limits(100, MIB, 200_000, Duration.ofMillis(200), LONG));
                WebSocketClient client = new WebSocketClient(net.webSocketPort, 4096, "")) {
            client.sendRaw(repeat("{\"R big:300000\"}", 40));
            TestNet.await("bound passed", () -> net.account.used() > 200_000);
            TestNet.await("connection gone", () -> net.webSocketTraffic.connectionsOpen() == 0);
            TestNet.await("all given back", () -> net.account.used() == 0);
        }
    }

    @Test
    void aSilentClientIsPingedAndThenClosed() {
        try (TestNet net = new TestNet(limits(100, MIB, MIB, LONG, Duration.ofMillis(400)));
                WebSocketClient client = net.connect()) {
            WebSocketClient.Frame frame = client.readFrame();
            assertEquals(WebSocketClient.PING, frame.opcode());
            while (frame.opcode() == WebSocketClient.PING) {
                frame = client.readFrame();
            }
            assertEquals(1001, frame.closeCode());
        }
    }

    @Test
    void aClientThatAnswersPingsStays() {
        try (TestNet net = new TestNet(limits(100, MIB, MIB, LONG, Duration.ofMillis(400)));
                WebSocketClient client = net.connect()) {
            for (int i = 0; i < 6; i++) {
                WebSocketClient.Frame ping = client.readFrame();
                assertEquals(WebSocketClient.PING, ping.opcode());
                client.sendRaw(WebSocketClient.frame(true, WebSocketClient.PONG, ping.payload()));
            }
            client.send("{\"R\"}");
            assertEquals("{\"R\"}", client.read());
        }
    }

    @Test
    void aHandshakeThatTakesTooLongIsEnded() {
        NetLimits hasty = new NetLimits(1000, 100, MIB, MIB, LONG, LONG, Duration.ofMillis(300), false);
        try (TestNet net = new TestNet(hasty);
                HttpClient half = new HttpClient(net.webSocketPort);
                HttpClient silent = new HttpClient(net.webSocketPort);
                HttpClient restHalf = new HttpClient(net.restPort)) {
            half.write("GET / HTTP/1.1\r\nHost: loc");
            restHalf.write("GET / HTTP/1.1\r\nHost: loc");
            assertTrue(half.isAtEnd());
            assertTrue(restHalf.isAtEnd());
            assertTrue(silent.isAtEnd());
        }
    }

    @Test
    void aSilentHttpConnectionIsEnded() {
        try (TestNet net = new TestNet(limits(100, MIB, MIB, LONG, Duration.ofMillis(400)));
                HttpClient unused = new HttpClient(net.restPort);
                HttpClient used = new HttpClient(net.restPort);
                HttpClient half = new HttpClient(net.restPort)) {
            assertEquals(200, used.post("{\"R\"}").status());
            half.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{");
            assertTrue(unused.isAtEnd());
            assertTrue(used.isAtEnd());
            assertTrue(half.isAtEnd());
            TestNet.await("all given back", () -> net.account.used() == 0);
        }
    }

    @Test
    void aSlowQueryOutlastsTheIdleLimitOfHttp() {
        try (TestNet net = new TestNet(limits(100, MIB, MIB, LONG, Duration.ofMillis(300)));
                HttpClient client = new HttpClient(net.restPort);
                WebSocketClient timer = net.connect()) {
            client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n{\"R hold:a\"}");
            net.handler.awaitBegun("a");
            WebSocketClient.Frame frame = timer.readFrame();
            while (frame.opcode() == WebSocketClient.PING) {
                frame = timer.readFrame(); // Not answered, so this connection ends when the limit has passed.
            }
            net.handler.letGo("a");
            assertEquals("{\"R hold:a\"}", client.read().body());
        }
    }

    @Test
    void tooManyWaitingQueriesAreRefusedOverRest() {
        NetLimits narrow = new NetLimits(3, 100, MIB, MIB, LONG, LONG, LONG, false);
        try (TestNet net = new TestNet(narrow);
                WebSocketClient client = net.connect();
                HttpClient rest = new HttpClient(net.restPort)) {
            client.sendRaw(repeat("{\"R hold:a\"}", 10));
            TestNet.await("some wait", () -> net.pool.waiting() >= 3);
            HttpClient.Answer answer = rest.post("{\"R\"}");
            assertEquals(503, answer.status());
            assertEquals("1", answer.header("Retry-After"));
            net.handler.letGo("a");
            for (int i = 0; i < 10; i++) {
                client.read();
            }
            try (HttpClient again = new HttpClient(net.restPort)) {
                assertEquals(200, again.post("{\"R\"}").status());
            }
        }
    }

    @Test
    void oneClientTooManyOfAllInterfacesTogetherIsToldSo() {
        try (TestNet net = new TestNet();
                WebSocketClient first = net.connect();
                HttpClient second = new HttpClient(net.restPort)) {
            assertEquals("{\"R\"}", first.send("{\"R\"}").read());
            assertEquals(200, second.post("{\"R\"}").status());
            net.maxClients = 2;
            try (HttpClient third = new HttpClient(net.restPort)) {
                HttpClient.Answer answer = third.post("{\"R\"}");
                assertEquals(503, answer.status());
                assertEquals("1", answer.header("Retry-After"));
                assertTrue(answer.body().contains("server.maxClients"), answer::body);
                assertTrue(third.isAtEnd());
            }
            try (WebSocketClient fourth = net.connect()) {
                assertTrue(fourth.handshake().startsWith("HTTP/1.1 503 "), fourth.handshake());
            }
            assertEquals(1, net.restTraffic.refusedTotal());
            assertEquals(1, net.webSocketTraffic.refusedTotal());
            assertEquals("{\"R\"}", first.send("{\"R\"}").read());
            second.close();
            TestNet.await("a place for another", () -> net.clients.present() == 1);
            try (HttpClient another = new HttpClient(net.restPort)) {
                assertEquals(200, another.post("{\"R\"}").status());
            }
        }
    }

    @Test
    void compressedMessagesAreTakenAndLongAnswersCompressed() {
        NetLimits deflate = new NetLimits(1000, 100, MIB, MIB, LONG, LONG, LONG, true);
        try (TestNet net = new TestNet(deflate);
                WebSocketClient client = new WebSocketClient(
                        net.webSocketPort,
                        0,
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n")) {
            assertTrue(client.handshake().contains("permessage-deflate"), client.handshake());
            client.sendDeflated("{\"R é\"}".getBytes(StandardCharsets.UTF_8));
            assertEquals("{\"R é\"}", client.read());
            client.send("{\"R big:300000\"}");
            WebSocketClient.Frame frame = client.readFrame();
            assertTrue(frame.compressed());
            assertTrue(frame.payload().length < 10_000);
            assertEquals("x".repeat(300_000), WebSocketClient.inflate(frame.payload()));
            client.sendDeflated(new byte[10_000_000]);
            assertEquals("{\"refused\":\"TOO_LONG\"}", client.read());
            client.send("{\"S\"}");
            assertEquals("{\"S\"}", client.read());
            TestNet.await("all given back", () -> net.account.used() == 0);
            client.sendRaw(WebSocketClient.frame(true, WebSocketClient.TEXT | 0x40, new byte[] {-1, -1, -1}));
            assertEquals(1002, client.readFrame().closeCode());
        }
    }

    private static void letEveryNetworkThreadTurn(TestNet net) {
        for (int i = 0; i < 8; i++) {
            try (WebSocketClient other = net.connect()) {
                other.send("{\"S\"}");
                assertEquals("{\"S\"}", other.read());
            }
        }
    }

    private static byte[] repeat(String text, int times) {
        byte[] frame = WebSocketClient.frame(true, WebSocketClient.TEXT, text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }
}
