package io.fusioncache.server.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.net.HttpClient;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.redis.WireClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that minds its own business while others attack: it makes one point read after the other over RESP,
 * WebSocket and REST, in turn with the same reads of a second server that nobody attacks. What the machine is busy with
 * slows both; what the attack does to its server slows one.
 */
final class Bystander implements AutoCloseable {
    private static final int FEWEST_ROUNDS = 50;
    private static final int MOST_MORE_MILLIS = Scale.of("latencyMillis", 250, 250);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ThreatServer calm = ThreatServer.start(Map.of());
    private final Reader attacked;
    private final Reader control;
    private final Thread thread;
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean finishing;
    private @Nullable Throwable failure;

    /** Begins to read. */
    Bystander(ThreatServer server) {
        attacked = new Reader(server);
        control = new Reader(calm);
        server.remember();
        thread = Thread.ofPlatform().name("bystander").start(this::read);
    }

    private void read() {
        try {
            while (!finishing) {
                attacked.round();
                control.round();
                rounds.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits until every interface has answered once more. */
    void awaitServed() {
        awaitRounds(rounds.get() + 2);
    }

    /** Waits until so many rounds of reads have been answered. */
    void awaitRounds(int wanted) {
        TestNet.await("others are served", () -> rounds.get() >= wanted || !thread.isAlive());
        requireUnhurt();
    }

    private void requireUnhurt() {
        if (!finishing && !thread.isAlive()) {
            throw new AssertionError("a client that did nothing wrong was hurt", failure);
        }
    }

    /**
     * Ends the reading, and checks that the attacked server was not much slower than the other.
     *
     * @return the times, in words
     */
    String finish() throws InterruptedException {
        awaitRounds(FEWEST_ROUNDS);
        finishing = true;
        thread.join();
        long p99 = attacked.percentile(99);
        long calmP99 = control.percentile(99);
        String seen = "others' reads p50 " + millis(attacked.percentile(50)) + ", p99 " + millis(p99) + ", worst "
                + millis(attacked.percentile(100)) + " ms (a calm server beside it: " + millis(control.percentile(50))
                + ", " + millis(calmP99) + ", " + millis(control.percentile(100)) + ")";
        assertTrue(p99 <= 5 * calmP99 + TimeUnit.MILLISECONDS.toNanos(MOST_MORE_MILLIS), seen);
        assertTrue(attacked.percentile(100) <= 5 * control.percentile(100) + TimeUnit.SECONDS.toNanos(2), seen);
        return seen;
    }

    private static String millis(long nanos) {
        return String.format("%.1f", nanos / 1e6);
    }

    @Override
    public void close() throws InterruptedException {
        finishing = true;
        thread.join();
        attacked.close();
        control.close();
        calm.close();
    }

    /** Reads from one server. */
    private static final class Reader {
        private final WireClient resp;
        private final WebSocketClient webSocket;
        private final HttpClient rest;
        private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

        Reader(ThreatServer server) {
            try {
                resp = server.resp();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            webSocket = server.webSocket();
            rest = server.rest();
        }

        void round() throws IOException {
            long began = System.nanoTime();
            assertEquals("$1:1", resp.call("GET", ThreatServer.KEY).toString());
            began = note(began);
            assertEquals(
                    "{\"KV_GET_RSP\":{\"st\":1,\"" + ThreatServer.KEY + "\":\"1\"}}",
                    webSocket
                            .send("{\"KV_GET\":[\"" + ThreatServer.KEY + "\"]}")
                            .read());
            began = note(began);
            assertEquals(200, rest.post("{\"CLASSES\":{}}").status());
            note(began);
        }

        private long note(long began) {
            long now = System.nanoTime();
            nanos.add(now - began);
            return now;
        }

        long percentile(int percent) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.get((sorted.size() - 1) * percent / 100);
        }

        void close() {
            try {
                resp.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            webSocket.close();
            rest.close();
        }
    }
}
