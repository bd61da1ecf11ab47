package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes when memory is needed, and what does not. */
class CompositeMemoryTest {
    private Fixture fixture = new Fixture();

    @AfterEach
    void everythingFits() {
        fixture.check();
    }

    @Test
    void keptResultsGoBeforeKeys() {
        fixture = new Fixture(60_000, EvictionPolicy.NOEVICTION, 1);
        for (int i = 0; i < 40; i++) {
            fixture.set("fragment:" + i, "x".repeat(400));
            fixture.fuse("page:" + i, "fragment:" + i);
        }
        for (int i = 0; i < 40; i++) {
            fixture.fused("page:" + i);
        }
        long kept = fixture.composites.keptBytes();
        assertTrue(kept > 0);
        fixture.set("large:", "y".repeat(5_000));
        fixture.check();
        assertTrue(fixture.composites.keptBytes() < kept);
        assertEquals(0, fixture.keyspace.counters().evicted());
        long room = fixture.account.limit() - fixture.account.used() + fixture.composites.keptBytes();
        assertThrows(MemoryLimitException.class, () -> fixture.set("larger", "z".repeat((int) room)));
        assertNotNull(fixture.fused("page:1"));
    }

    @Test
    void registrationsAreNeverEvicted() {
        fixture = new Fixture(50_000, EvictionPolicy.ALLKEYS_LRU, 1);
        for (int i = 0; i < 30; i++) {
            fixture.fuse("page:" + i, "fragment:" + i, "shared");
        }
        for (int i = 0; i < 200; i++) {
            fixture.set("fragment:" + i, "x".repeat(300));
            fixture.fused("page:" + i % 30);
        }
        assertTrue(fixture.keyspace.counters().evicted() > 50);
        assertEquals(30, fixture.composites.size());
        assertTrue(fixture.account.used() <= fixture.account.limit());
        assertThrows(
                MemoryLimitException.class,
                () -> IntStream.range(30, 10_000).forEach(i -> fixture.fuse("page:" + i, "fragment:" + i)));
        assertTrue(fixture.account.used() <= fixture.account.limit());
    }

    @Test
    void aResultTooLongForTheMemoryIsRefused() {
        fixture = new Fixture(1 << 20, EvictionPolicy.NOEVICTION, 1);
        fixture.set("text:1", "\u0001".repeat(200_000));
        fixture.fuse("page:1", "text:1");
        assertThrows(MemoryLimitException.class, () -> fixture.fused("page:1"));
    }

    @Test
    void longResultsAreSlowWhenTheyHaveToBeComposedOrCopied() {
        Fixture large = new Fixture();
        byte[] page = Fixture.bytes("page:1");
        large.set("part:1", "short");
        large.fuse("page:1", "part:1", "part:2");
        assertFalse(large.composites.isSlow(page, ResultForm.STRINGS, true));
        large.fused("page:1");
        assertFalse(large.composites.mayBeSlow());

        large.set("part:2", "x".repeat(200_000));
        assertTrue(large.composites.isSlow(page, ResultForm.STRINGS, false), "a long fragment has to be copied");
        large.fused("page:1");
        assertFalse(large.composites.isSlow(page, ResultForm.STRINGS, false), "it is kept and can be referred to");
        assertTrue(large.composites.isSlow(page, ResultForm.STRINGS, true));

        large.set("part:1", "other");
        assertTrue(large.composites.isSlow(page, ResultForm.STRINGS, false));
        large.remove("part:2");
        large.fused("page:1");
        large.set("part:1", "short");
        assertFalse(large.composites.isSlow(page, ResultForm.STRINGS, true), "it has become short");
        assertFalse(large.composites.isSlow(Fixture.bytes("part:1"), ResultForm.STRINGS, true));
    }
}
