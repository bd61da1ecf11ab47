package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Readers and writers at the same time, with expiry, eviction and changing recipes. Each fragment's value is a count
 * that only goes up and, for one that expires, its deadline. A writer says what was acknowledged; a reader notes that
 * before it begins, and what it then reads must not be older, must not be past its deadline, and may lack only what can
 * vanish.
 *
 * <p>{@code -Dfusion.stress.reads=10000000} makes it longer.
 */
class CompositesConcurrencyTest {
    private static final int THREADS = 4;
    private static final long READS = Long.getLong("fusion.stress.reads", 400_000L);
    private static final int FRAGMENTS = 12;
    private static final int PAGES = 6;
    private static final int READS_PER_WRITE = 40;

    /** What fragments do, by their number. */
    private static boolean canExpire(int fragment) {
        return fragment % 4 == 3;
    }

    private static boolean isRemovedAtTimes(int fragment) {
        return fragment % 4 == 2;
    }

    private final AtomicLong ticks = new AtomicLong();
    private final Fixture fixture = new Fixture(
            120_000,
            EvictionPolicy.VOLATILE_LRU,
            () -> ThreadLocalRandom.current().nextInt());
    private final AtomicLongArray acknowledged = new AtomicLongArray(FRAGMENTS);
    private final AtomicLong recipeAcknowledged = new AtomicLong();

    private static String fragment(int number) {
        return "fragment:" + number;
    }

    /** A page has four fragments beginning with its number; the last two composites have two pages each. */
    private static String page(int number) {
        return "page:" + number;
    }

    private void prepare() {
        for (int i = 0; i < FRAGMENTS; i++) {
            write(i, 1);
        }
        for (int i = 0; i < PAGES; i++) {
            fixture.fuse(page(i), fragment(i), fragment(i + 1), fragment(i + 2), fragment(i + 3));
        }
        fixture.fuse("outer:0", page(0), page(1), fragment(0));
        fixture.fuse("outer:1", "outer:0", page(5), page(2));
        fixture.fuse("changing", "recipe:0", fragment(0));
        for (int i = 0; i < 2; i++) {
            fixture.set("recipe:" + i, "recipe");
        }
    }

    private void write(int fragment, long count) {
        byte[] key = bytes(fragment(fragment));
        if (canExpire(fragment)) {
            long deadline = fixture.clock.millis() + 1 + count % 3;
            fixture.keyspace.put(key, ValueKind.STRING, bytes("<" + count + "!" + deadline + ">"), deadline);
        } else {
            fixture.keyspace.put(key, ValueKind.STRING, bytes("<" + count + ">"), Entry.NEVER);
        }
        acknowledged.set(fragment, count);
    }

    /** What one result says: the counts by fragment, 0 for one that is missing, and the earliest deadline. */
    private static final class Seen {
        private final ComposedResult result;
        private final long[] counts;
        private final long deadline;

        private Seen(ComposedResult result, long[] counts, long deadline) {
            this.result = result;
            this.counts = counts;
            this.deadline = deadline;
        }

        static Seen of(ComposedResult result) {
            String text = Fixture.text(result.json());
            long[] counts = new long[FRAGMENTS];
            long deadline = Long.MAX_VALUE;
            for (int i = 0; i < FRAGMENTS; i++) {
                int from = 0;
                String key = fragment(i) + "\",\"value\":\"<";
                long least = 0;
                while ((from = text.indexOf(key, from)) >= 0) {
                    from += key.length();
                    int end = text.indexOf('>', from);
                    int mark = text.substring(from, end).indexOf('!');
                    long count = Long.parseLong(text, from, mark < 0 ? end : from + mark, 10);
                    least = least == 0 ? count : Math.min(least, count);
                    if (mark >= 0) {
                        deadline = Math.min(deadline, Long.parseLong(text, from + mark + 1, end, 10));
                    }
                }
                counts[i] = least;
            }
            return new Seen(result, counts, deadline);
        }
    }

    private final class Worker implements Callable<Long> {
        private final int number;
        private final long[] least = new long[FRAGMENTS];
        private final @Nullable Seen[] last = new Seen[PAGES + 2];
        private final List<byte[]> names = new ArrayList<>();
        private final Random random;
        private long writes;

        Worker(int number) {
            this.number = number;
            this.random = new Random(number);
            for (int i = 0; i < PAGES; i++) {
                names.add(bytes(page(i)));
            }
            names.add(bytes("outer:0"));
            names.add(bytes("outer:1"));
        }

        @Override
        public Long call() {
            long reads = 0;
            while (reads < READS / THREADS) {
                for (int i = 0; i < READS_PER_WRITE; i++) {
                    read(random.nextInt(names.size()));
                    reads++;
                }
                write();
            }
            return reads;
        }

        private void read(int composite) {
            for (int i = 0; i < FRAGMENTS; i++) {
                least[i] = acknowledged.get(i);
            }
            long now = fixture.clock.millis();
            ComposedResult result = fixture.composites.read(names.get(composite), ResultForm.JSON);
            if (result == null) {
                throw new AssertionError("no composite");
            }
            Seen seen = last[composite];
            if (seen == null || seen.result != result) {
                seen = Seen.of(result);
                last[composite] = seen;
            }
            int first = composite < PAGES ? composite : 0;
            int end = composite < PAGES ? composite + 4 : composite == PAGES ? 5 : 9;
            for (int i = first; i < end; i++) {
                long count = seen.counts[i];
                boolean mayLack = canExpire(i) || isRemovedAtTimes(i);
                if (count == 0 ? !mayLack : count < least[i]) {
                    throw new AssertionError("stale: fragment " + i + " has " + count + ", acknowledged was " + least[i]
                            + " in " + Fixture.text(result.json()));
                }
            }
            if (seen.deadline <= now) {
                throw new AssertionError("expired at " + now + ": " + Fixture.text(result.json()));
            }
        }

        private void write() {
            writes++;
            int own = number * (FRAGMENTS / THREADS) + random.nextInt(FRAGMENTS / THREADS);
            long next = acknowledged.get(own) + 1;
            if (isRemovedAtTimes(own) && writes % 5 == 0) {
                fixture.remove(fragment(own));
                acknowledged.set(own, next);
            }
            CompositesConcurrencyTest.this.write(own, next);
            fixture.setFor("filler:" + writes % 300, "x".repeat(300), 1_000);
            if (number == 0) {
                changeRecipe();
            }
            if (number == 1 && writes % 10 == 0) {
                fixture.clock.advance(1);
                ticks.incrementAndGet();
            }
            if (number == 2 && writes % 100 == 0) {
                fixture.keyspace.maintain(5);
            }
        }

        /** Only this worker changes the list of the composite, so it knows which one has to be seen. */
        private void changeRecipe() {
            long recipe = writes % 2;
            fixture.fuse("changing", "recipe:" + recipe, fragment(0));
            recipeAcknowledged.incrementAndGet();
            String text = fixture.fused("changing", ResultForm.JSON);
            assertTrue(text != null && text.contains("recipe:" + recipe), "an old recipe: " + text);
            fixture.composites.unfuse(bytes("passing"));
            fixture.fuse("passing", fragment((int) (writes % FRAGMENTS)), page(0));
        }
    }

    @Test
    void noReadIsStale() throws Exception {
        prepare();
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(executor.submit(new Worker(i)));
            }
            long reads = 0;
            for (Future<Long> worker : running) {
                reads += worker.get();
            }
            assertTrue(reads >= READS, "reads: " + reads);
        }
        assertTrue(recipeAcknowledged.get() > 100);
        assertTrue(ticks.get() > 100);
        assertTrue(
                fixture.keyspace.counters().evicted() > 100,
                "evicted: " + fixture.keyspace.counters().evicted());
        assertTrue(
                fixture.keyspace.counters().expired() > 100,
                "expired: " + fixture.keyspace.counters().expired());
        fixture.check();
    }

    @Test
    void manyReadersOfADirtyCompositeComposeOnce() throws Exception {
        int rounds = 300;
        fixture.set("a", "0");
        fixture.fuse("inner", "a");
        fixture.fuse("top", "inner", "a");
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                running.add(executor.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        if (number == 0) {
                            fixture.set("a", "round " + round);
                        }
                        barrier.await();
                        String text = fixture.fused("top");
                        assertTrue(text != null && text.contains("round " + round), String.valueOf(text));
                        barrier.await();
                    }
                    return true;
                }));
            }
            for (Future<Boolean> reader : running) {
                assertTrue(reader.get());
            }
        }
        for (String key : List.of("inner", "top")) {
            CompositeInfo info = fixture.info(key);
            assertEquals(rounds, info == null ? 0 : info.compositions(), key);
        }
    }

    /** A key that is given a value and made a composite at the same time ends as one of the two. */
    @Test
    void fuseAndSetOfOneKeyDontMix() throws Exception {
        int rounds = 2_000;
        int composites = 0;
        CyclicBarrier barrier = new CyclicBarrier(2);
        AtomicLong refusals = new AtomicLong();
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            Future<Boolean> setter = executor.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    barrier.await();
                    try {
                        fixture.set("key", "value");
                    } catch (CompositeKeyException refused) {
                        refusals.incrementAndGet();
                    }
                    barrier.await();
                }
                return true;
            });
            for (int i = 0; i < rounds; i++) {
                boolean isFused = true;
                barrier.await();
                try {
                    fixture.fuse("key", "a", "b");
                } catch (FusionException refused) {
                    isFused = false;
                }
                barrier.await();
                composites += isFused ? 1 : 0;
                assertEquals(isFused, fixture.fused("key") != null);
                Entry entry = fixture.keyspace.peek(bytes("key"));
                assertEquals(!isFused, entry != null && entry.value().length > 0);
                fixture.remove("key");
            }
            assertTrue(setter.get());
            assertEquals(composites, refusals.get(), "one of the two is refused");
        }
        fixture.check();
        assertEquals(0, fixture.composites.size());
    }
}
