package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long DAY = 86_400_000;

    private final VirtualClock clock = new VirtualClock();
    private final Keyspace keyspace =
            new Keyspace(new MemoryAccount(1L << 30), EvictionPolicy.ALLKEYS_LFU, clock, new Random(1)::nextInt);

    private void put(String key, long deadline) {
        keyspace.put(bytes(key), ValueKind.STRING, bytes("v"), deadline);
    }

    @Test
    void aWallClockThatJumpsChangesNoLife() {
        put("a key", keyspace.deadlines().after(10_000));
        clock.jump(DAY);
        assertNotNull(keyspace.get(bytes("a key")));
        clock.jump(-2 * DAY);
        clock.advance(9_999);
        assertNotNull(keyspace.get(bytes("a key")));
        clock.advance(1);
        assertNull(keyspace.get(bytes("a key")));
        assertEquals(1, keyspace.counters().expired());
    }

    @Test
    void aMomentComesBackAsItWasGiven() {
        long moment = clock.unixMillis() + 123_457;
        long deadline = keyspace.deadlines().at(moment);
        clock.advance(3);
        clock.jump(15);
        assertEquals(moment, keyspace.deadlines().unixMillis(deadline), "small corrections of the clock don't show");
        clock.jump(DAY);
        assertEquals(moment + DAY + 15, keyspace.deadlines().unixMillis(deadline), "a jump does");
    }

    @Test
    void farMomentsStayFar() {
        long deadline = keyspace.deadlines().at(Long.MAX_VALUE);
        put("forever", deadline);
        clock.advance(1_000 * DAY);
        Entry entry = keyspace.get(bytes("forever"));
        assertNotNull(entry);
        assertEquals(deadline, entry.deadline());
        put("never was", keyspace.deadlines().at(Long.MIN_VALUE));
        assertNull(keyspace.get(bytes("never was")));
    }

    @Test
    void expiredKeysAreSweptThoughNobodyAsks() {
        for (int i = 0; i < 1_000; i++) {
            put("key:" + i, keyspace.deadlines().after(i));
        }
        clock.advance(500);
        keyspace.maintain(1_000);
        assertEquals(499, keyspace.everything().size());
        assertEquals(500, keyspace.counters().expired());
        clock.advance(500);
        assertEquals(0, keyspace.size(), "the count is exact without a sweep");
        assertEquals(0, keyspace.account().used());
    }
}
