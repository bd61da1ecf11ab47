package io.fusioncache.server.query;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;

/**
 * Charges what an answer grows by to the memory account, and refuses it when there is no room.
 *
 * @param copies how often each byte will be in memory at once
 */
public record AnswerBudget(MemoryAccount account, int copies) implements AnswerBuffer.Budget {
    @Override
    public void charge(long bytes) {
        if (bytes < 0) {
            account.release(-bytes * copies);
        } else if (!account.tryChargeEvicting(bytes * copies)) {
            throw new MemoryLimitException();
        }
    }
}
