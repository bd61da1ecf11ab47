package io.fusioncache.server.query.golden;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.object.ObjectStore;
import io.fusioncache.server.query.FixedFacts;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySettings;
import io.fusioncache.server.query.QuerySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Hands queries straight to a processor. */
public final class InProcessTransport implements GoldenTransport {
    private final QuerySource source;
    private QueryProcessor processor;
    private long answerBytes;

    /** @param source what the processor takes the queries for */
    public InProcessTransport(QuerySource source) {
        this.source = source;
        processor = processor(Map.of());
    }

    private QueryProcessor processor(Map<String, String> settings) {
        answerBytes = Long.parseLong(settings.getOrDefault("answerBytes", String.valueOf(Long.MAX_VALUE)));
        MemoryAccount memory =
                new MemoryAccount(Long.parseLong(settings.getOrDefault("memory", String.valueOf(Long.MAX_VALUE))));
        ObjectStore store = new ObjectStore(memory, new Random(7), System::nanoTime);
        return new QueryProcessor(store, new GoldenSettings(settings), new FixedFacts(), System::nanoTime);
    }

    @Override
    public QuerySource source() {
        return source;
    }

    @Override
    public boolean reset(Map<String, String> settings) {
        processor = processor(settings);
        return true;
    }

    @Override
    public Optional<String> ask(String query) {
        MessageBytes message = MessageBytes.of(query.getBytes(StandardCharsets.UTF_8));
        AnswerBuffer answer = new AnswerBuffer(this::charge);
        QueryOutcome outcome =
                processor.run(new QueryRequest(message, source, null, System.nanoTime(), false, 0), answer);
        return outcome == QueryOutcome.SILENT ? Optional.empty() : Optional.of(answer.toString());
    }

    private void charge(long bytes) {
        if (bytes > answerBytes) {
            throw new MemoryLimitException();
        }
    }

    @Override
    public List<String> askAll(List<String> queries) {
        return queries.stream().map(this::ask).flatMap(Optional::stream).toList();
    }

    @Override
    public void close() {}

    /** The usual settings but for those that a case changes. */
    private record GoldenSettings(Map<String, String> changed) implements QuerySettings {

        private int number(String name, int usual) {
            return Integer.parseInt(changed.getOrDefault(name, String.valueOf(usual)));
        }

        @Override
        public int maxFindResults() {
            return number("maxFindResults", QuerySettings.defaults().maxFindResults());
        }

        @Override
        public int maxDepth() {
            return number("maxDepth", QuerySettings.defaults().maxDepth());
        }

        @Override
        public long answerPartBytes() {
            return QuerySettings.defaults().answerPartBytes();
        }

        @Override
        public String clearConfirm() {
            return changed.getOrDefault("clearConfirm", QuerySettings.defaults().clearConfirm());
        }
    }
}
