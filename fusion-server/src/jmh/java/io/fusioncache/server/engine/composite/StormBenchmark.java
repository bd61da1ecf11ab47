package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One composite of 32 fragments while one thread writes them in turn at a given rate and another reads the composite as
 * fast as it can. Prints after each iteration how many writes and compositions a second there were.
 */
@State(Scope.Group)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StormBenchmark {
    private static final int FRAGMENTS = 32;
    private static final byte[] PAGE = bytes("page");

    private final Keyspace keyspace = new Keyspace(new MemoryAccount(1L << 30), EvictionPolicy.ALLKEYS_LFU);
    private final Composites composites = new Composites(keyspace, FusionSettings.DEFAULT.withEnabled(true));
    private final byte[][] fragments = new byte[FRAGMENTS][];

    /** Writes a second; 0 for none. */
    @Param({"0", "1000", "10000"})
    private int rate;

    /** Written by the one writer. */
    private long writes;

    private long nextWrite;
    private long begun;
    private long writesBefore;
    private long compositionsBefore;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Registers the composite. */
    @Setup
    public void fill() {
        for (int i = 0; i < FRAGMENTS; i++) {
            fragments[i] = bytes("fragment:" + i);
            keyspace.put(fragments[i], ValueKind.STRING, new byte[100], Entry.NEVER);
        }
        composites.fuse(PAGE, fragments);
    }

    /** Notes where the counts stand. */
    @Setup(Level.Iteration)
    public void begin() {
        begun = System.nanoTime();
        nextWrite = begun;
        writesBefore = writes;
        compositionsBefore = compositions();
    }

    /** Prints what has happened since. */
    @TearDown(Level.Iteration)
    public void end() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "[%.0f writes/s, %.0f compositions/s] ",
                (writes - writesBefore) / seconds,
                (compositions() - compositionsBefore) / seconds);
    }

    private long compositions() {
        CompositeInfo info = composites.info(PAGE);
        if (info == null) {
            throw new IllegalStateException("the composite is gone");
        }
        return info.compositions();
    }

    /** One write in its time; one that is late does not wait. */
    @Benchmark
    @Group("storm")
    @GroupThreads(1)
    public void write() {
        nextWrite += rate == 0 ? TimeUnit.MILLISECONDS.toNanos(100) : TimeUnit.SECONDS.toNanos(1) / rate;
        for (long wait = nextWrite - System.nanoTime(); wait > 0; wait = nextWrite - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        if (rate > 0) {
            byte[] fragment = fragments[(int) (writes++ % FRAGMENTS)];
            keyspace.put(fragment, ValueKind.STRING, new byte[100], Entry.NEVER);
        }
    }

    /** {@code GET_FUSED}. */
    @Benchmark
    @Group("storm")
    @GroupThreads(1)
    public ComposedResult read() {
        return composites.read(PAGE, ResultForm.STRINGS);
    }
}
