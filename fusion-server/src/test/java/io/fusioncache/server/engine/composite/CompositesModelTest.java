package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes of a few keys and composites, nested ones among them, each read compared with naive assembly. */
class CompositesModelTest {
    private static final int STEPS = 12_000;
    private static final int PLAIN = 8;
    private static final int COMPOSITES = 7;

    private final Map<String, List<String>> recipes = new HashMap<>();

    private static String plain(Random random) {
        return "plain:" + random.nextInt(PLAIN);
    }

    private static String composite(Random random) {
        return "composite:" + random.nextInt(COMPOSITES);
    }

    private static String any(Random random) {
        return random.nextInt(4) == 0 ? composite(random) : plain(random);
    }

    private static long oneMore(@Nullable Entry before) {
        return before == null ? 16 : before.value().length + 17L;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsAsNaiveAssemblyDoes(long seed) {
        Random random = new Random(seed);
        EvictionPolicy policy = seed == 2 ? EvictionPolicy.ALLKEYS_LRU : EvictionPolicy.NOEVICTION;
        Fixture fixture = new Fixture(seed == 2 ? 9_000 : 1 << 20, policy, seed);
        NaiveAssembly naive = new NaiveAssembly(fixture.keyspace, recipes);
        int reads = 0;
        for (int step = 0; step < STEPS; step++) {
            change(fixture, random);
            String read = composite(random);
            ResultForm form = random.nextBoolean() ? ResultForm.STRINGS : ResultForm.JSON;
            if (recipes.containsKey(read)) {
                reads += compare(fixture, naive, read, form);
            } else {
                assertNull(fixture.fused(read, form));
            }
            if (step % 20 == 0) {
                fixture.check();
                assertEquals(recipes.keySet(), new HashSet<>(Fixture.texts(fixture.composites.list(key -> true))));
            }
        }
        assertTrue(reads > STEPS / 4, "reads: " + reads);
        assertTrue(seed != 2 || fixture.keyspace.counters().evicted() > 100);
        fixture.keyspace.clear();
        assertEquals(0, fixture.account.used());
    }

    private static int compare(Fixture fixture, NaiveAssembly naive, String composite, ResultForm form) {
        try {
            String actual = fixture.fused(composite, form);
            assertNotNull(actual);
            assertEquals(naive.of(composite, form), NaiveAssembly.tree(actual));
            return 1;
        } catch (MemoryLimitException tooLong) {
            long length = naive.of(composite, form).toString().length();
            assertTrue(length > fixture.account.limit(), "length: " + length);
            return 0;
        }
    }

    private void change(Fixture fixture, Random random) {
        String key = any(random);
        try {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> fuse(fixture, random);
                case 4 -> fixture.set(key, "text \"" + random.nextInt(100) + "\"");
                case 5 -> fixture.set(key, ValueKind.OBJECT, "{\"n\":" + random.nextInt(100) + "}");
                case 6 -> fixture.setFor(key, "x".repeat(random.nextInt(200)), 1 + random.nextInt(20));
                case 7 -> {
                    fixture.remove(key);
                    recipes.remove(key);
                }
                case 8 -> fixture.keyspace.rename(bytes(key), bytes(any(random)), true);
                case 9 ->
                    fixture.keyspace.change(bytes(key), CompositesModelTest::oneMore, slot -> {
                        Entry entry = slot.entry();
                        if (entry != null && entry.kind() == ValueKind.STRING) {
                            slot.put(ValueKind.STRING, bytes(Fixture.text(entry.value()) + "+"), slot.deadline());
                        }
                        return true;
                    });
                case 10 ->
                    fixture.keyspace.expire(
                            bytes(key), fixture.keyspace.deadlines().after(random.nextInt(20) - 1));
                case 11 -> fixture.clock.advance(random.nextInt(10));
                case 12 -> fixture.keyspace.maintain(10);
                case 13 -> {
                    if (random.nextInt(2000) == 0) {
                        fixture.keyspace.clear();
                        recipes.clear();
                    } else if (random.nextInt(10) == 0) {
                        toggle(fixture, random);
                    }
                }
                case 14 ->
                    fixture.keyspace.updateTogether(new byte[][] {bytes(key), bytes("plain:0")}, 20, group -> {
                        group.open(bytes(key)).put(ValueKind.NUMBER, bytes("1"), Entry.NEVER);
                        group.open(bytes("plain:0")).put(ValueKind.NUMBER, bytes("2"), Entry.NEVER);
                        return true;
                    });
                default -> fixture.set("filler:" + random.nextInt(30), "y".repeat(500));
            }
        } catch (CompositeKeyException refused) {
            assertTrue(recipes.keySet().stream().anyMatch(each -> each.startsWith("composite")));
        } catch (MemoryLimitException full) {
            assertTrue(fixture.account.used() > fixture.account.limit() / 2, "used: " + fixture.account.used());
        }
    }

    private static void toggle(Fixture fixture, Random random) {
        FusionSettings now = fixture.composites.settings();
        if (random.nextBoolean()) {
            fixture.composites.apply(now.withCacheComposed(!now.cacheComposed()));
        } else {
            fixture.composites.apply(now.withEnabled(false));
            try {
                fixture.set(plain(random), "while nobody listens");
            } finally {
                fixture.composites.apply(now);
            }
        }
    }

    private void fuse(Fixture fixture, Random random) {
        String key = random.nextInt(10) == 0 ? plain(random) : composite(random);
        List<String> fragments = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        while (fragments.size() < count) {
            String fragment = any(random);
            if (!fragments.contains(fragment)) {
                fragments.add(fragment);
            }
        }
        boolean isPlain = !recipes.containsKey(key) && fixture.keyspace.peek(bytes(key)) != null;
        boolean isCycle = reaches(fragments, key, new HashSet<>());
        long evicted = fixture.keyspace.counters().evicted();
        try {
            Registration made = fixture.fuse(key, fragments.toArray(new String[0]));
            assertTrue(!isCycle, key + " of " + fragments);
            assertTrue(!isPlain || fixture.keyspace.counters().evicted() > evicted, "a plain key made way for " + key);
            assertEquals(!recipes.containsKey(key), made.isNew());
            recipes.put(key, fragments);
        } catch (FusionException refused) {
            assertEquals(KvStatus.COMPOSITE_INVALID, refused.status());
            assertTrue(isPlain || isCycle, refused.sentence());
        }
    }

    private boolean reaches(List<String> fragments, String key, Set<String> seen) {
        for (String fragment : fragments) {
            if (fragment.equals(key)
                    || (seen.add(fragment) && reaches(recipes.getOrDefault(fragment, List.of()), key, seen))) {
                return true;
            }
        }
        return false;
    }
}
