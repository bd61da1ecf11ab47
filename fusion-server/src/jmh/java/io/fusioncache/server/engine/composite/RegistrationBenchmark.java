package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
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
 * {@code FUSE} of composites that are not there yet, beside {@code ConcurrentHashMap.put} of the same keys. One
 * invocation registers all of them, so that nothing but registering is measured; they are removed in between.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class RegistrationBenchmark {
    private static final int COMPOSITES = 50_000;
    private static final int FRAGMENTS = 4;

    private final Keyspace keyspace = new Keyspace(new MemoryAccount(4L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final Composites composites =
            new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(COMPOSITES));
    private final ConcurrentHashMap<String, byte[][]> map = new ConcurrentHashMap<>();
    private final byte[][] keys = new byte[COMPOSITES][];
    private final String[] names = new String[COMPOSITES];
    private final byte[][][] fragments = new byte[COMPOSITES][FRAGMENTS][];

    /** Fills the key space and the map with the fragments. */
    @Setup
    public void fill() {
        for (int i = 0; i < COMPOSITES; i++) {
            names[i] = "page:" + i;
            keys[i] = bytes(names[i]);
            for (int j = 0; j < FRAGMENTS; j++) {
                String name = "fragment:" + (i * FRAGMENTS + j);
                fragments[i][j] = bytes(name);
                keyspace.put(bytes(name), ValueKind.STRING, new byte[100], Entry.NEVER);
                map.put(name, fragments[i]);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Removes what the last invocation made. */
    @Setup(Level.Invocation)
    public void empty() {
        for (int i = 0; i < COMPOSITES; i++) {
            composites.unfuse(keys[i]);
            map.remove(names[i]);
        }
    }

    /** {@code FUSE} of new composites of four fragments that no other has. */
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
    public ConcurrentHashMap<String, byte[][]> mapPut() {
        for (int i = 0; i < COMPOSITES; i++) {
            map.put(names[i], fragments[i]);
        }
        return map;
    }
}
