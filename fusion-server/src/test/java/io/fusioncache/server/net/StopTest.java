package io.fusioncache.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the network ends. */
@Timeout(60)
class StopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void whatRunsFinishesAndIsAnsweredAndThenClientsAreToldGoodbye() throws InterruptedException {
        TestNet net = new TestNet();
        try (WebSocketClient client = net.connect();
                HttpClient rest = new HttpClient(net.restPort)) {
            client.send("{\"W1 hold:w\"}").send("{\"W2\"}").send("{\"R\"}");
            rest.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15\r\n\r\n{\"R hold:rest\"}");
            net.handler.awaitBegun("w");
            net.handler.awaitBegun("rest");
            // The pong says that everything before the ping has been received.
            client.sendFrame(true, WebSocketClient.PING, "");
            assertEquals(WebSocketClient.PONG, client.readFrame().opcode());
            Thread stopping = Thread.ofPlatform().start(() -> net.stop(PATIENCE));
            TestNet.await("stopping", () -> !net.lifecycle.isUp());
            client.send("{\"W late\"}");
            net.handler.letGo("w");
            net.handler.letGo("rest");
            assertEquals("{\"W1 hold:w\"}", client.read());
            List<String> rests = new ArrayList<>();
            WebSocketClient.Frame frame = client.readFrame();
            while (frame.opcode() == WebSocketClient.TEXT) {
                rests.add(frame.text());
                frame = client.readFrame();
            }
            assertTrue(rests.containsAll(List.of("{\"W2\"}", "{\"R\"}")), rests.toString());
            assertFalse(net.handler.ran.contains("{\"W late\"}"));
            assertEquals(1001, frame.closeCode());
            assertEquals("{\"R hold:rest\"}", rest.read().body());
            assertTrue(rest.isAtEnd());
            stopping.join();
        }
        assertThrows(UncheckedIOException.class, () -> new HttpClient(net.restPort));
    }

    @Test
    void messagesThatComeWhileItStopsAreRefused() throws InterruptedException {
        TestNet net = new TestNet();
        try (WebSocketClient client = net.connect();
                WebSocketClient late = net.connect()) {
            client.send("{\"R hold:a\"}");
            net.handler.awaitBegun("a");
            Thread stopping = Thread.ofPlatform().start(() -> net.stop(PATIENCE));
            TestNet.await("stopping", () -> !net.lifecycle.isUp());
            late.send("{\"W\"}");
            assertEquals("{\"refused\":\"STOPPING\"}", late.read());
            net.handler.letGo("a");
            stopping.join();
        }
    }

    @Test
    void aQueryThatTakesTooLongIsNotWaitedFor() {
        TestNet net = new TestNet();
        try (WebSocketClient client = net.connect()) {
            client.send("{\"R hold:a\"}");
            net.handler.awaitBegun("a");
            net.stop(Duration.ofMillis(50));
            assertEquals(1001, client.readFrame().closeCode());
        } finally {
            net.handler.letGo("a");
        }
    }

    @Test
    void noThreadIsLeft() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestNet net = new TestNet();
        try (WebSocketClient client = net.connect();
                HttpClient rest = new HttpClient(net.restPort)) {
            assertEquals("{\"R\"}", client.send("{\"R\"}").read());
            assertEquals(200, rest.post("{\"R\"}").status());
            net.close();
        }
        TestNet.await("threads ended", () -> left(before).isEmpty());
    }

    private static Set<String> left(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("fusion"))
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void underLoadEveryWriteThatRanIsAnswered() throws InterruptedException {
        TestNet net = new TestNet();
        CountDownLatch warm = new CountDownLatch(4 * 50);
        AtomicInteger answered = new AtomicInteger();
        Set<Integer> ends = ConcurrentHashMap.newKeySet();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(Thread.ofPlatform().start(() -> {
                try (WebSocketClient client = net.connect()) {
                    while (true) {
                        client.send("{\"W\"}");
                        WebSocketClient.Frame frame = client.readFrame();
                        if (frame.opcode() == WebSocketClient.CLOSE) {
                            ends.add(frame.closeCode());
                            return;
                        }
                        if (!frame.text().contains("refused")) {
                            answered.incrementAndGet();
                            warm.countDown();
                        }
                    }
                }
            }));
        }
        warm.await();
        net.stop(PATIENCE);
        for (Thread client : clients) {
            client.join();
        }
        assertEquals(net.handler.ran.size(), answered.get());
        assertEquals(Set.of(1001), ends);
        assertEquals(0, net.account.used());
    }
}
