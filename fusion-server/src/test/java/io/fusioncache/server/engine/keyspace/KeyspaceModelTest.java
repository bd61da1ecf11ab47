package io.fusioncache.server.engine.keyspace;

import static io.fusioncache.server.engine.keyspace.Oracle.bytes;
import static io.fusioncache.server.engine.keyspace.Oracle.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations against a plain map; what the watcher of every key heard must add up to the same. */
class KeyspaceModelTest implements KeyWatcher {
    private record Expected(String value, long deadline) {}

    private final VirtualClock clock = new VirtualClock();
    private final Map<String, Expected> model = new HashMap<>();
    private final Map<String, Entry> heard = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesAsAMapWithDeadlines(long seed) {
        Random random = new Random(seed);
        Keyspace keyspace =
                new Keyspace(new MemoryAccount(1L << 40), EvictionPolicy.ALLKEYS_LFU, clock, random::nextInt);
        keyspace.watchers((key, hash) -> this);
        keyspace.tellsWatchers(true);
        for (int i = 0; i < 30_000; i++) {
            step(keyspace, random);
            if (i % 5_000 == 0) {
                compare(keyspace);
            }
        }
        compare(keyspace);
        keyspace.clear();
        assertEquals(0, keyspace.account().used());
        assertTrue(heard.isEmpty());
        Oracle.check(keyspace);
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void changed(byte[] key, @Nullable Entry before, @Nullable Entry after, ChangeReason reason) {
        String name = text(key);
        Entry known = heard.get(name);
        assertEquals(known == null ? -1 : known.version(), before == null ? -1 : before.version());
        if (after == null) {
            heard.remove(name);
        } else {
            heard.put(name, after);
            long last = versions.getOrDefault(name, 0L);
            assertTrue(after.version() > last, "versions of a key grow");
            versions.put(name, after.version());
        }
        assertEquals(after == null, reason != ChangeReason.WRITTEN);
    }

    private void step(Keyspace keyspace, Random random) {
        long now = clock.millis();
        String key = "key:" + random.nextInt(random.nextInt(100) == 0 ? 20_000 : 3_000);
        String value = "v".repeat(random.nextInt(40)) + random.nextInt();
        long deadline = random.nextInt(3) == 0 ? now + random.nextInt(2_000) : Entry.NEVER;
        switch (random.nextInt(100)) {
            case 0 -> {
                clock.advance(random.nextInt(300));
                model.values().removeIf(expected -> expected.deadline() <= clock.millis());
            }
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> {
                Entry removed = keyspace.remove(bytes(key));
                Expected expected = model.remove(key);
                assertEquals(
                        expected == null ? null : expected.value(), removed == null ? null : text(removed.value()));
            }
            case 21, 22, 23, 24, 25, 26, 27, 28, 29, 30 -> {
                boolean present = keyspace.expire(bytes(key), deadline) != null;
                Expected expected = model.remove(key);
                assertEquals(expected != null, present);
                if (expected != null) {
                    store(key, expected.value(), deadline);
                }
            }
            case 31, 32, 33, 34, 35 -> {
                String other = "key:" + random.nextInt(3_000);
                Renaming renaming = keyspace.rename(bytes(key), bytes(other), true);
                assertEquals(model.containsKey(key) ? Renaming.DONE : Renaming.ABSENT, renaming);
                Expected moved = model.remove(key);
                if (moved != null) {
                    model.put(other, moved);
                }
            }
            case 36 -> keyspace.maintain(100);
            case 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50 -> {
                Entry entry = keyspace.get(bytes(key));
                Expected expected = model.get(key);
                assertEquals(expected == null ? null : expected.value(), entry == null ? null : text(entry.value()));
            }
            default -> {
                keyspace.put(bytes(key), ValueKind.STRING, bytes(value), deadline);
                store(key, value, deadline);
            }
        }
    }

    private void store(String key, String value, long deadline) {
        if (deadline <= clock.millis()) {
            model.remove(key);
        } else {
            model.put(key, new Expected(value, deadline));
        }
    }

    private void compare(Keyspace keyspace) {
        model.values().removeIf(expected -> expected.deadline() <= clock.millis());
        Oracle.check(keyspace);
        Map<String, String> all = new TreeMap<>();
        keyspace.forEach(entry -> assertNull(all.put(text(entry.key()), text(entry.value()))));
        Map<String, String> expected = new TreeMap<>();
        model.forEach((key, value) -> expected.put(key, value.value()));
        assertEquals(expected, all);
        assertEquals(expected.keySet(), scanned(keyspace, 7));
        assertEquals(expected.keySet(), scanned(keyspace, 100_000));
        assertEquals(expected.keySet(), heard.keySet());
    }

    private static Set<String> scanned(Keyspace keyspace, int count) {
        Set<String> keys = new TreeSet<>();
        long cursor = 0;
        do {
            cursor = keyspace.scan(
                    cursor, count, entry -> assertTrue(keys.add(text(entry.key())), "no key comes twice"));
        } while (cursor != 0);
        return keys;
    }
}
