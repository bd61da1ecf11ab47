package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What composites cost a {@code SET}: with the subsystem off, of keys in none, and of keys in some. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteBenchmark {
    private static final int KEYS = 500_000;
    private static final int FRAGMENTS = 20_000;

    private final Zipf zipf = new Zipf(KEYS - FRAGMENTS, 0.99, 1);
    private final Zipf fragmentZipf = new Zipf(FRAGMENTS, 0.99, 2);
    private final byte[] value = new byte[100];
    private final Keyspace keyspace = new Keyspace(new MemoryAccount(4L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final byte[][] keys = new byte[KEYS][];
    private int place;

    /** Composites that use a fragment; -1 for a subsystem that is off. */
    @Param({"-1", "0", "1", "4", "16"})
    private int composites;

    /** Fills the key space and registers composites of four fragments. */
    @Setup
    public void fill() {
        Composites fusion = new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(KEYS));
        for (int i = 0; i < KEYS; i++) {
            keys[i] = bytes("fragment:" + i);
            keyspace.put(bytes("fragment:" + i), ValueKind.STRING, value.clone(), Entry.NEVER);
        }
        // A key that no composite uses is looked up in an index that is not empty.
        int each = Math.max(1, composites);
        for (int i = 0; i < FRAGMENTS * each / 4; i++) {
            byte[][] fragments = new byte[4][];
            for (int j = 0; j < 4; j++) {
                fragments[j] = keys[(i * 4 + j + i / (FRAGMENTS / 4)) % FRAGMENTS];
            }
            fusion.fuse(bytes("page:" + i), fragments);
        }
        fusion.apply(fusion.settings().withEnabled(composites >= 0));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code SET} of a key that is there. */
    @Benchmark
    public Entry set() {
        int next = place++;
        int key = composites > 0 ? fragmentZipf.at(next) : FRAGMENTS + zipf.at(next);
        return keyspace.put(keys[key], ValueKind.STRING, value.clone(), Entry.NEVER);
    }
}
