package io.fusioncache.server.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkingMemoryTest {
    private static final long MIB = 1 << 20;

    private final MemoryAccount account = new MemoryAccount(2 * MIB);

    @Test
    void aLittleIsFree() {
        try (WorkingMemory memory = new WorkingMemory(account)) {
            memory.take(WorkingMemory.FREE_BYTES);
            assertEquals(0, account.used());
            memory.take(1);
            assertTrue(account.used() > 0);
        }
        assertEquals(0, account.used());
    }

    @Test
    void whatIsTakenIsCharged() {
        try (WorkingMemory memory = new WorkingMemory(account)) {
            for (int i = 0; i < 1000; i++) {
                memory.take(1000);
                assertTrue(account.used() >= (i + 1) * 1000L - WorkingMemory.FREE_BYTES);
            }
            long used = account.used();
            memory.giveBack(500_000);
            memory.take(500_000);
            assertEquals(used, account.used(), "what was given back is taken again");
        }
        assertEquals(0, account.used());
    }

    @Test
    void muchThatIsGivenBackIsReleased() {
        try (WorkingMemory memory = new WorkingMemory(account)) {
            long before = memory.taken();
            memory.take(2 * MIB);
            memory.backTo(before);
            assertEquals(0, account.used());
            memory.take(2 * MIB);
            assertTrue(account.used() >= 2 * MIB - WorkingMemory.FREE_BYTES);
        }
        assertEquals(0, account.used());
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotCharged() {
        try (WorkingMemory memory = new WorkingMemory(account)) {
            memory.take(MIB);
            long used = account.used();
            assertThrows(MemoryLimitException.class, () -> memory.take(2 * MIB));
            assertEquals(used, account.used());
            memory.take(MIB / 2);
        }
        assertEquals(0, account.used());
    }

    @Test
    void othersGiveWayToIt() {
        account.charge(2 * MIB);
        account.evictor(bytes -> {
            account.release(bytes);
            return account.tryCharge(bytes);
        });
        try (WorkingMemory memory = new WorkingMemory(account)) {
            memory.take(MIB);
        }
        assertTrue(account.used() < 2 * MIB);
    }
}
