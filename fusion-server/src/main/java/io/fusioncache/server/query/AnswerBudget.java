package io.fusioncache.server.query;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.memory.MemoryAccount;

/**
 * Charges what an answer grows by to the memory account, and refuses it with 1900 when there is no room.
 *
 * @param copies how often each byte will be in memory at once
 */
public record AnswerBudget(MemoryAccount account, int copies) implements AnswerBuffer.Budget {
    @Override
    public void charge(long bytes) {
        if (bytes < 0) {
            account.release(-bytes * copies);
        } else if (!account.tryChargeEvicting(bytes * copies)) {
            throw new FqlException(
                    FqlError.MEMORY_LIMIT, "memory", "There is no memory left for the answer; ask for less at a time");
        }
    }
}
