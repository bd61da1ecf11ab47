package io.fusioncache.server.query;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.engine.object.Snapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One {@code STORE} of many key-value pairs, from the bytes of the message to the answer, beside Jackson walking the
 * tokens of the same bytes. Every round stores into an empty store.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class BulkStoreBenchmark {
    static final int VALUE_LENGTH = 50;

    @Param({"3750000"})
    private int objects;

    @Param({"none", "all"})
    private String rsp;

    private final JsonFactory factory = new JsonFactory();
    private MessageBytes message = MessageBytes.of(new byte[0]);

    /** Makes the text. */
    @Setup
    public void fill() {
        use(BulkText.of(objects, VALUE_LENGTH, "\"_rsp\":\"" + rsp + "\","));
    }

    /** Measures that text. */
    void use(MessageBytes text) {
        message = text;
    }

    /** Every token, and nothing else: Jackson does not decode a string that nobody asks for. */
    @Benchmark
    public long jacksonWalk() {
        long tokens = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), message.stream())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Every token, and the characters of every string. */
    @Benchmark
    public long jacksonWalkWithStrings() {
        long characters = 0;
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), message.stream())) {
            while (parser.nextToken() != null) {
                characters += parser.getStringLength();
            }
        }
        return characters;
    }

    /** The whole query; returns how many objects the store has then. */
    @Benchmark
    public long store() {
        ObjectStore store = new ObjectStore(
                new MemoryAccount(Long.MAX_VALUE),
                RandomGeneratorFactory.of("L64X128MixRandom").create(1),
                System::nanoTime);
        QueryProcessor processor =
                new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), System::nanoTime);
        AnswerBuffer answer = new AnswerBuffer();
        processor.run(new QueryRequest(message, QuerySource.BULK, null, System.nanoTime(), false, 0), answer);
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.count(snapshot.catalog().find("Pair"), List.of()).count();
        }
    }
}
