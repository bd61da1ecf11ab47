package io.fusioncache.server.net.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, messages and their limits. */
class WebSocketTest {
    private static final String TOO_LONG = "{\"refused\":\"TOO_LONG\"}";

    private final TestNet net = new TestNet();
    private final WebSocketClient client = net.connect();

    @AfterEach
    void close() {
        client.close();
        net.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 125, 126, 127, 255, 999, 1000})
    void messagesOfEveryLengthComeThrough(int length) {
        String text = "{" + "é".repeat((length - 1) / 2) + "x".repeat((length - 1) % 2);
        client.send(text);
        assertEquals(text, client.read());
        assertNothingCharged();
    }

    @Test
    void bytesMayComeOneAtATime() {
        for (byte one :
                WebSocketClient.frame(true, WebSocketClient.TEXT, "{\"S é1\"}".getBytes(StandardCharsets.UTF_8))) {
            client.sendRaw(one);
        }
        assertEquals("{\"S é1\"}", client.read());
    }

    @Test
    void manyMessagesMayComeAtOnce() {
        byte[] frame = WebSocketClient.frame(true, WebSocketClient.TEXT, "{\"S\"}".getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[50 * frame.length];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        client.sendRaw(all);
        for (int i = 0; i < 50; i++) {
            assertEquals("{\"S\"}", client.read());
        }
    }

    @Test
    void fragmentsMakeOneMessageAndPingsMayStandBetweenThem() {
        client.sendFrame(false, WebSocketClient.TEXT, "{\"S")
                .sendFrame(false, 0, "")
                .sendFrame(true, WebSocketClient.PING, "hello")
                .sendFrame(false, 0, "-part")
                .sendFrame(true, 0, "\"}");
        WebSocketClient.Frame pong = client.readFrame();
        assertEquals(WebSocketClient.PONG, pong.opcode());
        assertEquals("hello", pong.text());
        assertEquals("{\"S-part\"}", client.read());
    }

    @Test
    void aMessageOverTheLimitIsDroppedAndTheConnectionStays() {
        client.send("{" + "x".repeat(TestNet.MAX_READ));
        assertEquals(TOO_LONG, client.read());
        client.send("{\"S\"}");
        assertEquals("{\"S\"}", client.read());
        assertNothingCharged();
    }

    @Test
    void theLimitHoldsForFragmentsTogether() {
        client.sendFrame(false, WebSocketClient.TEXT, "{" + "x".repeat(600))
                .sendFrame(false, 0, "x".repeat(600))
                .sendFrame(true, 0, "x".repeat(600));
        assertEquals(TOO_LONG, client.read());
        client.sendFrame(false, WebSocketClient.TEXT, "{\"").sendFrame(true, 0, "S\"}");
        assertEquals("{\"S\"}", client.read());
    }

    @Test
    void sixteenTimesTheLimitEndsTheConnection() {
        client.sendFrame(false, WebSocketClient.TEXT, "x".repeat(TestNet.MAX_READ * 16));
        client.sendRaw(WebSocketClient.header(true, 0, 1));
        assertClosed(1009);
    }

    @ParameterizedTest
    @ValueSource(longs = {16_001, 1L << 30, Long.MAX_VALUE})
    void anAnnouncedGigabyteIsNotWaitedFor(long length) {
        client.sendRaw(WebSocketClient.header(true, WebSocketClient.TEXT, length));
        assertClosed(1009);
        assertNothingCharged();
    }

    @Test
    void memoryIsTakenForWhatCameAndNotForWhatWasAnnounced() {
        try (TestNet large = new TestNet(TestNet.limits(), 1 << 20, 1 << 20);
                WebSocketClient one = large.connect();
                WebSocketClient other = large.connect()) {
            for (WebSocketClient each : new WebSocketClient[] {one, other}) {
                each.sendRaw(WebSocketClient.header(true, WebSocketClient.TEXT, 1 << 20));
                each.sendRaw("{".getBytes(StandardCharsets.UTF_8));
            }
            TestNet.await("both begun", () -> large.account.used() == 2 * 64 * 1024);
            one.close();
            TestNet.await("one given back", () -> large.account.used() == 64 * 1024);
        }
    }

    @Test
    void aMessageWithoutMemoryIsRefusedAndTheConnectionStays() {
        try (TestNet small = new TestNet(TestNet.limits(), 1 << 20, 100_000);
                WebSocketClient one = small.connect()) {
            one.send("{" + "x".repeat(200_000));
            assertEquals("{\"refused\":\"NO_MEMORY\"}", one.read());
            one.send("{\"S\"}");
            assertEquals("{\"S\"}", one.read());
            TestNet.await("all given back", () -> small.account.used() == 0);
        }
    }

    @Test
    void aBinaryMessageIsRefusedAndTheConnectionStays() {
        client.sendFrame(false, WebSocketClient.BINARY, "{\"S\"}").sendFrame(true, 0, "more");
        assertEquals("{\"refused\":\"BINARY\"}", client.read());
        client.send("{\"S\"}");
        assertEquals("{\"S\"}", client.read());
    }

    @Test
    void blanksBeforeAMessageArePartOfIt() {
        client.send(" \n{\"S\"}");
        assertEquals(" \n{\"S\"}", client.read());
    }

    @Test
    void textThatIsNoUtf8ReachesTheHandlerAsItIs() {
        client.sendRaw(
                WebSocketClient.frame(true, WebSocketClient.TEXT, new byte[] {'{', '"', 'S', (byte) 0xFF, '"', '}'}));
        assertEquals(1, client.read().chars().filter(c -> c == 0xFFFD).count());
    }

    @Test
    void answersOfEverySizeComeInOneFrame() {
        for (int size : new int[] {1, 125, 126, 1024, 1025, 65_535, 65_536, 3_000_000}) {
            client.send("{\"R big:" + size + "\"}");
            WebSocketClient.Frame frame = client.readFrame();
            assertTrue(frame.last());
            assertEquals(size, frame.payload().length);
        }
        assertNothingCharged();
    }

    /** Each line: first byte, second byte, what is wrong. */
    @ParameterizedTest
    @CsvSource({
        "0x81, 0x00, not masked",
        "0x83, 0x80, reserved opcode",
        "0x8B, 0x80, reserved control opcode",
        "0xA1, 0x80, reserved bit",
        "0xC1, 0x80, compression not agreed on",
        "0x80, 0x80, continuation of nothing",
        "0x09, 0x80, ping in fragments",
        "0x89, 0xFE, ping too long",
    })
    void whatTheProtocolForbidsEndsTheConnection(String first, String second, String what) {
        client.sendRaw(
                (byte) (int) Integer.decode(first),
                (byte) (int) Integer.decode(second),
                (byte) 1,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0);
        assertClosed(1002);
    }

    @Test
    void aSecondMessageInsideTheFirstEndsTheConnection() {
        client.sendFrame(false, WebSocketClient.TEXT, "{").sendFrame(true, WebSocketClient.TEXT, "{");
        assertClosed(1002);
    }

    @Test
    void aLengthNotInItsShortestFormEndsTheConnection() {
        client.sendRaw((byte) 0x81, (byte) 0xFE, (byte) 0, (byte) 5, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        assertClosed(1002);
    }

    @Test
    void aCloseIsAnsweredBehindTheAnswersUnderWay() {
        client.send("{\"R hold:a\"}").sendFrame(true, WebSocketClient.CLOSE, "");
        net.handler.awaitBegun("a");
        net.handler.letGo("a");
        assertEquals("{\"R hold:a\"}", client.read());
        assertClosed(1000);
        TestNet.await("connection counted as closed", () -> net.webSocketTraffic.connectionsOpen() == 0);
    }

    @Test
    void whatWasSentBeforeTheConnectionBrokeIsStillWritten() {
        client.send("{\"W1 hold:w\"}").send("{\"W2\"}").send("{\"R\"}");
        net.handler.awaitBegun("w");
        client.close();
        TestNet.await("connection closed", () -> net.webSocketTraffic.connectionsOpen() == 0);
        net.handler.letGo("w");
        TestNet.await("second write", () -> net.handler.ran.contains("{\"W2\"}"));
        assertNothingCharged();
    }

    @Test
    void connectionsAndMessagesAreCounted() {
        client.send("{\"S\"}").send("{\"S fail\"}").send("{\"W silent\"}").send("{\"W\"}");
        for (int i = 0; i < 3; i++) {
            client.read();
        }
        assertEquals(1, net.webSocketTraffic.connectionsOpen());
        TestNet.await("four messages", () -> net.webSocketTraffic.ranTotal() == 4);
        assertTrue(net.webSocketTraffic.bytesInTotal() > 0);
        assertTrue(net.webSocketTraffic.bytesOutTotal() > 0);
    }

    private void assertClosed(int code) {
        WebSocketClient.Frame frame = client.readFrame();
        assertEquals(WebSocketClient.CLOSE, frame.opcode());
        assertEquals(code, frame.closeCode());
        assertTrue(client.isAtEnd());
        assertTrue(Arrays.stream(new int[] {1000, 1001, 1002, 1008, 1009}).anyMatch(known -> known == code));
    }

    private void assertNothingCharged() {
        TestNet.await("everything given back", () -> net.account.used() == 0);
    }
}
