package io.fusioncache.server;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.command.ObjectQueries;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.query.AnswerBudget;
import io.fusioncache.server.query.QueryOutcome;
import io.fusioncache.server.query.QueryProcessor;
import io.fusioncache.server.query.QueryRequest;
import io.fusioncache.server.query.QuerySource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** FQL as the command {@code FQL} runs it. */
record QueriesAsCommands(QueryProcessor processor, MemoryAccount account, LongSupplier nanoTime)
        implements ObjectQueries {

    /** An answer is copied into one array before its buffer is let go of. */
    private static final int COPIES = 2;

    @Override
    public byte @Nullable [] run(byte[] query) {
        AnswerBuffer answer = new AnswerBuffer(new AnswerBudget(account, COPIES));
        QueryRequest request =
                new QueryRequest(MessageBytes.of(query), QuerySource.COMMAND, null, nanoTime.getAsLong(), false, 0);
        try {
            return processor.run(request, answer) == QueryOutcome.SILENT ? null : answer.toByteArray();
        } finally {
            answer.clear();
        }
    }
}
