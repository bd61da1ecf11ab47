package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static io.fusioncache.server.engine.keyspace.Oracle.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk meets every key that is there throughout, whatever happens to the others. */
class KeyspaceScanTest {
    private final Keyspace keyspace = new Keyspace(new MemoryAccount(1L << 40), EvictionPolicy.ALLKEYS_LFU);

    private void put(String key) {
        keyspace.put(bytes(key), ValueKind.STRING, bytes("value"), Entry.NEVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 100, 5_000})
    void growsAndShrinksUnderTheWalk(int staying) {
        Random random = new Random(staying);
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < staying; i++) {
            put("stay:" + i);
            expected.add("stay:" + i);
        }
        Set<String> met = new HashSet<>();
        long cursor = 0;
        int round = 0;
        do {
            cursor = keyspace.scan(cursor, 50, entry -> met.add(text(entry.key())));
            round++;
            for (int i = 0; i < 300; i++) {
                if (round % 40 < 20) {
                    put("come:" + random.nextInt(100_000));
                } else {
                    keyspace.remove(bytes("come:" + random.nextInt(100_000)));
                }
            }
            if (round % 60 == 59) {
                keyspace.forEach(entry -> {
                    if (text(entry.key()).startsWith("come:")) {
                        keyspace.remove(entry.key());
                    }
                });
            }
        } while (cursor != 0);
        met.removeIf(key -> !key.startsWith("stay:"));
        assertEquals(expected, met);
        Oracle.check(keyspace);
    }

    @Test
    void meetsAllWhileAnotherThreadWrites() throws InterruptedException {
        for (int i = 0; i < 20_000; i++) {
            put("stay:" + i);
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            Random random = new Random(5);
            while (!done.get()) {
                String key = "come:" + random.nextInt(50_000);
                if (random.nextBoolean()) {
                    put(key);
                } else {
                    keyspace.remove(bytes(key));
                }
                put("stay:" + random.nextInt(20_000));
            }
        });
        try {
            for (int walk = 0; walk < 5; walk++) {
                Set<String> met = new HashSet<>();
                long cursor = 0;
                do {
                    cursor = keyspace.scan(cursor, 100, entry -> met.add(text(entry.key())));
                } while (cursor != 0);
                assertEquals(
                        20_000,
                        met.stream().filter(key -> key.startsWith("stay:")).count());
            }
        } finally {
            done.set(true);
            writer.join();
        }
        Oracle.check(keyspace);
    }

    @Test
    void takesFewCallsForFewKeys() {
        for (int i = 0; i < 100; i++) {
            put("key:" + i);
        }
        int calls = 0;
        long cursor = 0;
        do {
            cursor = keyspace.scan(cursor, 10, entry -> {});
            calls++;
        } while (cursor != 0);
        assertTrue(calls <= 20, "calls: " + calls);
    }

    @Test
    void isBoundedByTheCount() {
        for (int i = 0; i < 50_000; i++) {
            put("key:" + i);
        }
        long cursor = 0;
        do {
            int[] met = {0};
            cursor = keyspace.scan(cursor, 10, entry -> met[0]++);
            assertTrue(met[0] < 100, "met " + met[0]);
        } while (cursor != 0);
    }

    @Test
    void takesAnyCursor() {
        put("some key");
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            assertTrue(keyspace.scan(random.nextLong(), 1 + random.nextInt(20), entry -> {}) >= 0);
        }
    }
}
