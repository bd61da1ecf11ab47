package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;

/**
 * What composites cost a {@code SET}: with the subsystem off, of keys in none, and of keys in some. All of it in one
 * process and in turns, many short rounds of each, because what is looked for is less than two processes differ by; and
 * with values that are used again, so that a fixed young generation of 2 GB needs no collection while it is measured.
 *
 * <p>Arguments: rounds, threads. 1,000,000 keys; those written are 50,000 in each row, by Zipf, the first two rows' the
 * same. Prints nanoseconds, median and quartiles of the rounds, and the medians of the ratios and differences within a
 * round.
 */
public final class WriteCompare {
    private static final int KEYS = 1_000_000;
    private static final int WRITTEN = 50_000;
    private static final int FRAGMENTS = 4;
    private static final int SETS = 200_000;
    private static final int WARM_UP = 10;
    private static final int[] IN_COMPOSITES = {0, 1, 4, 16};

    private final Zipf zipf = new Zipf(WRITTEN, 0.99, 1);
    private final Keyspace keyspace = new Keyspace(new MemoryAccount(8L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final Composites fusion =
            new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(KEYS));
    private final ConcurrentHashMap<String, byte[]> map = new ConcurrentHashMap<>();
    private final byte[][] keys = new byte[KEYS][];
    private final String[] names = new String[KEYS];
    private final byte[][] values = new byte[1 << 10][100];
    private final int threads;

    private WriteCompare(int threads) {
        this.threads = threads;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        WriteCompare compare = new WriteCompare(Integer.parseInt(arguments[1]));
        compare.fill();
        compare.run(Integer.parseInt(arguments[0]));
    }

    /** The keys of a row follow one another by number, and lie anywhere in the tables. */
    private void fill() {
        for (int i = 0; i < KEYS; i++) {
            String name = "fragment:" + Integer.toHexString(i * 0x9e3779b1);
            keyspace.put(bytes(name), ValueKind.STRING, values[0].clone(), Entry.NEVER);
            map.put(name, values[0]);
            keys[i] = bytes(name);
            names[i] = new String(keys[i], StandardCharsets.UTF_8);
        }
        for (int row = 0; row < IN_COMPOSITES.length; row++) {
            for (int round = 0; round < IN_COMPOSITES[row]; round++) {
                for (int i = 0; i < WRITTEN; i += FRAGMENTS) {
                    byte[][] fragments = new byte[FRAGMENTS][];
                    for (int j = 0; j < FRAGMENTS; j++) {
                        fragments[j] = keys[row * WRITTEN + (i + j + round) % WRITTEN];
                    }
                    fusion.fuse(bytes("page:" + row + ":" + round + ":" + i), fragments);
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void run(int rounds) throws InterruptedException {
        double[][] nanos = new double[IN_COMPOSITES.length + 2][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            System.gc();
            int at = Math.max(round, 0);
            nanos[0][at] = timed(this::get);
            // Off and on change places from round to round, lest one of them is always the first after the collection.
            boolean offFirst = (round & 1) == 0;
            set(nanos, at, offFirst ? 0 : 1);
            set(nanos, at, offFirst ? 1 : 0);
            for (int row = 1; row < IN_COMPOSITES.length; row++) {
                set(nanos, at, row + 1);
            }
        }
        print("map.get", nanos[0], nanos[1]);
        print("SET, off", nanos[1], nanos[1]);
        for (int row = 0; row < IN_COMPOSITES.length; row++) {
            print("SET, in " + IN_COMPOSITES[row], nanos[row + 2], nanos[1]);
        }
    }

    private void set(double[][] nanos, int round, int line) throws InterruptedException {
        fusion.apply(fusion.settings().withEnabled(line > 0));
        int first = Math.max(line - 1, 0) * WRITTEN;
        IntUnaryOperator write = place -> put(keys[first + zipf.at(place)], place);
        // Turning it on goes over all composites and so empties the processor's caches: once without looking first.
        timed(write);
        nanos[line + 1][round] = timed(write);
    }

    private int put(byte[] key, int place) {
        Entry before = keyspace.put(key, ValueKind.STRING, values[place & values.length - 1], Entry.NEVER);
        return before == null ? 0 : 1;
    }

    private int get(int place) {
        return map.get(names[zipf.at(place)]) == null ? 0 : 1;
    }

    /** Nanoseconds for one call in each thread. */
    private double timed(IntUnaryOperator operation) throws InterruptedException {
        Thread[] running = new Thread[threads];
        long begun = System.nanoTime();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * (1 << 19);
            running[thread] = Thread.ofPlatform().start(() -> {
                int found = 0;
                for (int i = 0; i < SETS; i++) {
                    found += operation.applyAsInt(first + i);
                }
                if (found != SETS) {
                    throw new IllegalStateException("a key is gone");
                }
            });
        }
        for (Thread thread : running) {
            thread.join();
        }
        return (System.nanoTime() - begun) / (double) SETS;
    }

    private static void print(String name, double[] nanos, double[] off) {
        double[] ratios = new double[nanos.length];
        double[] more = new double[nanos.length];
        for (int i = 0; i < nanos.length; i++) {
            ratios[i] = nanos[i] / off[i];
            more[i] = nanos[i] - off[i];
        }
        System.out.printf(
                Locale.ROOT,
                "%-10s %5.0f ns (%.0f to %.0f), %.3f x off (%.3f to %.3f), %+.0f ns%n",
                name,
                part(nanos, 2),
                part(nanos, 1),
                part(nanos, 3),
                part(ratios, 2),
                part(ratios, 1),
                part(ratios, 3),
                part(more, 2));
    }

    private static double part(double[] values, int quarters) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * quarters / 4];
    }
}
