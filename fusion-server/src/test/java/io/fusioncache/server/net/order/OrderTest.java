package io.fusioncache.server.net.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.object.Snapshot;
import io.fusioncache.server.net.TestNet;
import io.fusioncache.server.net.WebSocketClient;
import io.fusioncache.server.query.QueryWeight;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What section "order" of the interfaces' reference promises, over a real connection. */
class OrderTest {
    private final TestNet net = new TestNet();
    private final WebSocketClient client = net.connect();
    private final long before = version();

    @AfterEach
    void close() {
        client.close();
        net.close();
    }

    @Test
    void readsOvertakeSlowReads() {
        client.send("{\"R1 hold:a\"}").send("{\"R2\"}");
        assertEquals("{\"R2\"}", client.read());
        net.handler.letGo("a");
        assertEquals("{\"R1 hold:a\"}", client.read());
    }

    @Test
    void aWriteDoesNotWaitForReadsBeforeIt() {
        client.send("{\"R1 hold:a\"}").send("{\"W1\"}");
        assertEquals("{\"W1\"}", client.read());
        net.handler.letGo("a");
        assertEquals("{\"R1 hold:a\"}", client.read());
    }

    @Test
    void whatComesAfterAWriteWaitsForItsEnd() {
        client.send("{\"W1 hold:w\"}")
                .send("{\"S1\"}")
                .send("{\"R1\"}")
                .send("{\"W2\"}")
                .send("{\"R2\"}");
        net.handler.awaitBegun("w");
        try (WebSocketClient other = net.connect()) {
            other.send("{\"S other\"}");
            assertEquals("{\"S other\"}", other.read());
        }
        assertEquals(List.of("{\"W1 hold:w\"}", "{\"S other\"}"), net.handler.ran);
        net.handler.letGo("w");
        assertEquals("{\"W1 hold:w\"}", client.read());
        Set<String> rest = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            rest.add(client.read());
        }
        assertEquals(Set.of("{\"S1\"}", "{\"R1\"}", "{\"W2\"}", "{\"R2\"}"), rest);
    }

    @Test
    void aReadBehindASecondWriteWaitsForThatToo() {
        client.send("{\"W1 hold:a\"}").send("{\"W2 hold:b\"}").send("{\"R1 hold:r\"}");
        net.handler.letGo("a");
        net.handler.awaitBegun("b");
        assertFalse(net.handler.hasBegun("r"));
        net.handler.letGo("b");
        net.handler.awaitBegun("r");
        net.handler.letGo("r");
        assertEquals("{\"W1 hold:a\"}", client.read());
        assertEquals("{\"W2 hold:b\"}", client.read());
        assertEquals("{\"R1 hold:r\"}", client.read());
    }

    @Test
    void answersOfWritesKeepTheirOrder() {
        for (int i = 0; i < 90; i++) {
            client.send("{\"W" + i + "\"}");
        }
        for (int i = 0; i < 90; i++) {
            assertEquals("{\"W" + i + "\"}", client.read());
        }
    }

    @Test
    void aShortReadRunsOnTheNetworkThread() {
        client.send("{\"S1\"}");
        assertEquals("{\"S1\"}", client.read());
        client.send("{\"R1\"}");
        assertEquals("{\"R1\"}", client.read());
        assertFalse(net.handler.threads.get(0).startsWith("fusion-query"), net.handler.threads.get(0));
        assertTrue(net.handler.threads.get(1).startsWith("fusion-query"), net.handler.threads.get(1));
    }

    @Test
    void slowQueriesOfOneConnectionLeaveRoomForAnother() {
        for (int i = 0; i < 50; i++) {
            client.send("{\"R hold:slow\"}");
        }
        client.send("{\"W hold:slow\"}");
        net.handler.awaitBegun("slow");
        try (WebSocketClient other = net.connect()) {
            for (int i = 0; i < 20; i++) {
                other.send("{\"R quick\"}");
                assertEquals("{\"R quick\"}", other.read());
                other.send("{\"W quick\"}");
                assertEquals("{\"W quick\"}", other.read());
            }
        } finally {
            net.handler.letGo("slow");
        }
    }

    @Test
    void aRefusalKeepsItsPlaceAmongWrites() {
        client.send("{\"W1 hold:w\"}").send("x".repeat(TestNet.MAX_READ + 1)).send("{\"W2\"}");
        net.handler.awaitBegun("w");
        net.handler.letGo("w");
        assertEquals("{\"W1 hold:w\"}", client.read());
        assertEquals("{\"refused\":\"TOO_LONG\"}", client.read());
        assertEquals("{\"W2\"}", client.read());
    }

    @Test
    void anExceptionOfOursIsAnsweredAndTheConnectionGoesOn() {
        client.send("{\"R throw\"}");
        assertEquals("{\"refused\":\"DEFECT\"}", client.read());
        client.send("{\"W throw\"}").send("{\"S throw\"}").send("{\"R\"}");
        Set<String> rest = new HashSet<>();
        rest.add(client.read());
        rest.add(client.read());
        rest.add(client.read());
        assertEquals(Set.of("{\"refused\":\"DEFECT\"}", "{\"R\"}"), rest);
    }

    @Test
    void aReadThatWaitsForAThreadSeesWhatWasWrittenBeforeItAndNothingAfter() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        net.handler.whenRun = turn -> {
            if (net.handler.weigh(turn.message()) == QueryWeight.WRITE) {
                net.store.clear();
                seen.add(version());
            } else if (turn.pin() instanceof TestNet.Version pinned
                    && pinned.snapshot().version() != before) {
                seen.add(pinned.snapshot().version());
            }
        };
        // Two slow reads take all the threads that one connection's reads get; the third waits with its snapshot.
        client.send("{\"R1 hold:a\"}")
                .send("{\"R2 hold:a\"}")
                .send("{\"W1\"}")
                .send("{\"R3\"}")
                .send("{\"W2\"}");
        assertEquals("{\"W1\"}", client.read());
        assertEquals("{\"W2\"}", client.read());
        assertEquals(2, seen.size());
        net.handler.letGo("a");
        Set<String> reads = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            reads.add(client.read());
        }
        assertTrue(reads.contains("{\"R3\"}"));
        assertEquals(3, seen.size());
        assertTrue(seen.get(0) < seen.get(1));
        assertEquals(seen.get(0), seen.get(2), "R3 reads the state between the two writes");
    }

    private long version() {
        try (Snapshot snapshot = net.store.snapshot()) {
            return snapshot.version();
        }
    }

    @Test
    void silenceIsSilence() {
        client.send("{\"W silent\"}").send("{\"W2\"}");
        assertEquals("{\"W2\"}", client.read());
        assertEquals(List.of("{\"W silent\"}", "{\"W2\"}"), net.handler.ran);
    }
}
