package io.fusioncache.server.engine.keyspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many keys there are, and how long they have to live. */
class KeyspaceCountTest {
    private final VirtualClock clock = new VirtualClock();
    private final Keyspace keyspace =
            new Keyspace(new MemoryAccount(1 << 20), EvictionPolicy.NOEVICTION, clock, new Random(7)::nextInt);

    private void put(String key, long millis) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        long deadline = millis == 0 ? Entry.NEVER : keyspace.deadlines().after(millis);
        keyspace.put(bytes, ValueKind.STRING, bytes, deadline);
    }

    @Test
    void theCheapCountRemovesNothing() {
        put("staying", 0);
        put("leaving", 100);
        clock.advance(100);
        assertEquals(2, keyspace.sizeUnswept());
        assertEquals(0, keyspace.counters().expired());
        assertEquals(1, keyspace.size());
        assertEquals(1, keyspace.counters().expired());
        assertEquals(1, keyspace.sizeUnswept());
    }

    @Test
    void theAverageIsThatOfKeysWithADeadline() {
        assertEquals(0, keyspace.averageMillisLeft());
        put("for ever", 0);
        assertEquals(0, keyspace.averageMillisLeft());
        for (int i = 0; i < 50; i++) {
            put("key " + i, 2000);
        }
        clock.advance(500);
        assertEquals(1500, keyspace.averageMillisLeft());
    }
}
