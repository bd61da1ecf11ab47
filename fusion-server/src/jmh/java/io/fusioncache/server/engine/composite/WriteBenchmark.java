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

/**
 * What composites cost a {@code SET}: with the subsystem off, of keys in none, and of keys in some. The keys written are
 * the same 100,000 of 1,000,000 each time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteBenchmark {
    private static final int KEYS = 1_000_000;
    private static final int WRITTEN = 100_000;
    private static final int FRAGMENTS = 4;

    private final Zipf zipf = new Zipf(WRITTEN, 0.99, 1);
    private final byte[] value = new byte[100];
    private final Keyspace keyspace = new Keyspace(new MemoryAccount(8L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final byte[][] keys = new byte[KEYS][];
    private int place;

    /** Composites that use each key that is written; -1 for a subsystem that is off. */
    @Param({"-1", "0", "1", "4", "16"})
    private int composites;

    /** Fills the key space and registers composites, of keys that are not written if those shall be in none. */
    @Setup
    public void fill() {
        Composites fusion = new Composites(
                keyspace, FusionSettings.DEFAULT.withEnabled(true).withMaxComposites(KEYS));
        for (int i = 0; i < KEYS; i++) {
            keys[i] = bytes("fragment:" + i);
            keyspace.put(bytes("fragment:" + i), ValueKind.STRING, value.clone(), Entry.NEVER);
        }
        int first = composites > 0 ? 0 : WRITTEN;
        for (int round = 0; round < Math.max(1, composites); round++) {
            for (int i = 0; i < WRITTEN / FRAGMENTS; i++) {
                byte[][] fragments = new byte[FRAGMENTS][];
                for (int j = 0; j < FRAGMENTS; j++) {
                    fragments[j] = keys[first + (i * FRAGMENTS + j + round) % WRITTEN];
                }
                fusion.fuse(bytes("page:" + round + ":" + i), fragments);
            }
        }
        fusion.apply(fusion.settings().withEnabled(composites >= 0));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code SET} of a key that is there. */
    @Benchmark
    public Entry set() {
        return keyspace.put(keys[zipf.at(place++)], ValueKind.STRING, value.clone(), Entry.NEVER);
    }
}
