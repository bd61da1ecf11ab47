package io.fusioncache.server.engine.composite;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Cache Fusion beside a {@link ConcurrentHashMap} with the same keys, and plain keys beside Caffeine too. 100,000 composites of four fragments of 100 bytes
 * within 1,000,000 keys. Keys are looked up with other objects than they were stored with, as it is with keys that come
 * from a network.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FusionBenchmark {
    private static final int COMPOSITES = 100_000;
    private static final int FRAGMENTS = 4;
    private static final int KEYS = 1_000_000;
    private static final int PLAIN = KEYS - COMPOSITES;

    private final Zipf zipf = new Zipf(COMPOSITES, 0.99, 1);
    private final Zipf plainZipf = new Zipf(PLAIN, 0.99, 2);
    private final byte[] value = new byte[100];

    private final Keyspace keyspace = new Keyspace(new MemoryAccount(4L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final Composites composites = new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(KEYS));
    private final ConcurrentHashMap<String, byte[]> map = new ConcurrentHashMap<>();
    private final Cache<String, byte[]> caffeine =
            Caffeine.newBuilder().maximumSize(2L * KEYS).build();
    private final byte[][] compositeKeys = new byte[COMPOSITES][];
    private final byte[][] plainKeys = new byte[PLAIN][];
    private final String[] compositeNames = new String[COMPOSITES];
    private final String[] plainNames = new String[PLAIN];

    /** One place in the drawn numbers for each thread. */
    @State(Scope.Thread)
    public static class Place {
        private int next = Math.floorMod(System.identityHashCode(this) * 31, 1 << 20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Fills the key space and the map. */
    @Setup
    public void fill() {
        Arrays.fill(value, (byte) 'x');
        for (int i = 0; i < PLAIN; i++) {
            String name = "fragment:" + i;
            keyspace.put(bytes(name), ValueKind.STRING, value.clone(), Entry.NEVER);
            map.put(name, value.clone());
            caffeine.put(name, value.clone());
            plainKeys[i] = bytes(name);
            plainNames[i] = new String(plainKeys[i], StandardCharsets.UTF_8);
        }
        for (int i = 0; i < COMPOSITES; i++) {
            String name = "page:" + i;
            byte[][] fragments = new byte[FRAGMENTS][];
            for (int j = 0; j < FRAGMENTS; j++) {
                fragments[j] = bytes("fragment:" + (i * FRAGMENTS + j));
            }
            composites.fuse(bytes(name), fragments);
            ComposedResult result = composites.read(bytes(name), ResultForm.STRINGS);
            if (result == null) {
                throw new IllegalStateException(name);
            }
            map.put(name, result.json().clone());
            compositeKeys[i] = bytes(name);
            compositeNames[i] = new String(compositeKeys[i], StandardCharsets.UTF_8);
        }
    }

    /** The baseline of reads. */
    @Benchmark
    public byte[] mapGet(Place place) {
        return map.get(compositeNames[zipf.at(place.next++)]);
    }

    /** {@code GET} of any key. */
    @Benchmark
    public Entry keyGet(Place place) {
        return keyspace.get(plainKeys[plainZipf.at(place.next++)]);
    }

    /** The baseline of {@link #keyGet}. */
    @Benchmark
    public byte[] mapGetPlain(Place place) {
        return map.get(plainNames[plainZipf.at(place.next++)]);
    }

    /** The same of a bounded cache, which notes each use as {@link #keyGet} does. */
    @Benchmark
    public byte[] caffeineGetPlain(Place place) {
        return caffeine.getIfPresent(plainNames[plainZipf.at(place.next++)]);
    }

    /** {@code GET_FUSED} of a composite whose result is current. */
    @Benchmark
    public ComposedResult fusedClean(Place place) {
        return composites.read(compositeKeys[zipf.at(place.next++)], ResultForm.STRINGS);
    }

    /** {@code GET_FUSED} after a change of a fragment, the counting of the change included. */
    @Benchmark
    public ComposedResult fusedDirty(Place place) {
        byte[] key = compositeKeys[zipf.at(place.next++)];
        if (keyspace.peek(key) instanceof Composite composite) {
            composite.changed();
        }
        return composites.read(key, ResultForm.STRINGS);
    }

    /** The baseline of {@link #fusedDirty}: four reads, and one copy of the result. */
    @Benchmark
    public byte[] mapGetFourAndCopy(Place place) {
        int composite = zipf.at(place.next++);
        int length = 0;
        for (int i = 0; i < FRAGMENTS; i++) {
            length += map.get(plainNames[composite * FRAGMENTS + i]).length;
        }
        byte[] result = map.get(compositeNames[composite]);
        return Arrays.copyOf(result, Math.max(length, result.length));
    }
}
