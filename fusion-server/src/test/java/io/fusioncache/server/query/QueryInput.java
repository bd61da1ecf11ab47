package io.fusioncache.server.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.FuzzedInput;
import io.fusioncache.server.FuzzingSeeds;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.object.ObjectStore;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Queries: any bytes get an answer that is JSON, and never that of a defect of ours. */
public final class QueryInput implements FuzzedInput {
    private static final long MEMORY = 4 << 20;

    private final JsonMapper json = new JsonMapper();

    @Override
    public Stream<byte[]> seeds() {
        return FuzzingSeeds.queries();
    }

    @Override
    public void check(byte[] text) {
        ObjectStore store = new ObjectStore(new MemoryAccount(MEMORY), new Random(1), () -> 0);
        QueryProcessor processor = new QueryProcessor(store, QuerySettings.defaults(), new FixedFacts(), () -> 0);
        AnswerBuffer answer = new AnswerBuffer();
        QueryOutcome outcome =
                processor.run(new QueryRequest(MessageBytes.of(text), QuerySource.STANDARD, null, 0, false, 0), answer);
        if (outcome == QueryOutcome.SILENT) {
            return;
        }
        assertTrue(json.readTree(answer.toString()).isObject(), answer.toString());
        assertFalse(answer.toString().contains("\"_c\":5000"), answer.toString());
    }
}
