package io.fusioncache.server;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ObjectQueries;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySource;
import io.fusioncache.server.query.QueryWeight;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** FQL as the command {@code FQL} runs it. */
record QueriesAsCommands(QueryProcessor processor, LongSupplier nanoTime) implements ObjectQueries {
    @Override
    public byte @Nullable [] run(byte[] query) {
        AnswerBuffer answer = new AnswerBuffer();
        QueryRequest request =
                new QueryRequest(MessageBytes.of(query), QuerySource.COMMAND, null, nanoTime.getAsLong(), false, 0);
        return processor.run(request, answer) == QueryOutcome.SILENT ? null : answer.toByteArray();
    }

    @Override
    public boolean isShort(byte[] query) {
        return processor.weigh(MessageBytes.of(query)) == QueryWeight.SHORT_READ;
    }
}
