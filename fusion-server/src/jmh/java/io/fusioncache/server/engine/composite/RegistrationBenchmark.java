package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code FUSE} of composites that are not there yet, beside {@code ConcurrentHashMap.put} of the same new keys, both
 * among 1,000,000 keys. Keys are new objects each time, as those that come from a network are, so their hashes are not
 * known. One invocation registers all composites, so that nothing but registering is measured; they are removed in
 * between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
public class RegistrationBenchmark {
    private static final int KEYS = 1_000_000;
    private static final int COMPOSITES = 50_000;
    private static final int FRAGMENTS = 4;

    private final Keyspace keyspace = new Keyspace(new MemoryAccount(4L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final Composites composites =
            new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(COMPOSITES));
    private final ConcurrentHashMap<String, byte[]> map = new ConcurrentHashMap<>();
    private final byte[][] keys = new byte[COMPOSITES][];
    private final String[] names = new String[COMPOSITES];
    private final byte[][][] fragments = new byte[COMPOSITES][FRAGMENTS][];
    private int serial;
    private final SplittableRandom random = new SplittableRandom(1);

    /** Fills the key space and the map with the keys that fragments are chosen from. */
    @Setup
    public void fill() {
        for (int i = 0; i < KEYS; i++) {
            byte[] name = name("fragment:", i);
            byte[] value = new byte[100];
            keyspace.put(name, ValueKind.STRING, value, Entry.NEVER);
            map.put(new String(name, StandardCharsets.UTF_8), value);
        }
    }

    /** Names that follow one another would have hashes that follow one another, and lie side by side in a map. */
    private static byte[] name(String kind, int number) {
        return (kind + Integer.toHexString(number * 0x9e3779b1)).getBytes(StandardCharsets.UTF_8);
    }

    /** Removes what the last invocation made, and chooses the next composites. */
    @Setup(Level.Invocation)
    public void next() {
        for (int i = 0; i < COMPOSITES; i++) {
            if (keys[i] != null) {
                composites.unfuse(keys[i]);
                map.remove(names[i]);
            }
            keys[i] = name("page:", serial++);
            names[i] = new String(keys[i], StandardCharsets.UTF_8);
            for (int j = 0; j < FRAGMENTS; j++) {
                fragments[i][j] = name("fragment:", random.nextInt(KEYS / FRAGMENTS) * FRAGMENTS + j);
            }
        }
    }

    /** {@code FUSE} of new composites of four fragments. */
    @Benchmark
    @OperationsPerInvocation(COMPOSITES)
    public Composites fuse() {
        for (int i = 0; i < COMPOSITES; i++) {
            composites.fuse(keys[i], fragments[i]);
        }
        return composites;
    }

    /** The baseline: one put for each composite. */
    @Benchmark
    @OperationsPerInvocation(COMPOSITES)
    public ConcurrentHashMap<String, byte[]> mapPut() {
        for (int i = 0; i < COMPOSITES; i++) {
            map.put(names[i], keys[i]);
        }
        return map;
    }
}
