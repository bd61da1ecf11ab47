package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Composites of composites. */
class NestedCompositesTest {
    private Fixture fixture = new Fixture();

    @AfterEach
    void everythingFits() {
        fixture.check();
    }

    @Test
    void changesTravelOutwardThroughAnyDepth() {
        int depth = 600;
        fixture.set("leaf", "0");
        fixture.fuse("level:0", "leaf");
        for (int i = 1; i <= depth; i++) {
            fixture.fuse("level:" + i, "level:" + (i - 1));
        }
        String top = "level:" + depth;
        assertEquals(nested("0", depth), fixture.fused(top, ResultForm.JSON));
        assertEquals(1, fixture.infoOf(top).compositions());
        fixture.set("leaf", "1");
        assertFalse(fixture.infoOf(top).isClean());
        assertEquals(nested("1", depth), fixture.fused(top, ResultForm.JSON));
        fixture.fuse("level:0", "other");
        assertTrue(String.valueOf(fixture.fused(top, ResultForm.JSON))
                .endsWith("\"missing_keys\":[\"other\"],\"complete\":false}"));
        FusionException refused = assertThrows(FusionException.class, () -> fixture.fuse("level:0", top));
        assertEquals(KvStatus.COMPOSITE_INVALID, refused.status());
        assertTrue(refused.sentence().startsWith("cycle: level:0 -> " + top + " -> level:" + (depth - 1)));
    }

    private static String nested(String value, int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = depth; i > 0; i--) {
            text.append("{\"fragments\":[{\"key\":\"level:").append(i - 1).append("\",\"value\":");
        }
        text.append("{\"fragments\":[{\"key\":\"leaf\",\"value\":\"")
                .append(value)
                .append("\"}],\"complete\":true}");
        return text + "}],\"complete\":true}".repeat(depth);
    }

    @Test
    void manyWaysToOneFragmentAreWalkedOnce() {
        fixture = new Fixture(1 << 22, EvictionPolicy.NOEVICTION, 1);
        fixture.set("leaf", "0");
        fixture.fuse("left:0", "leaf");
        fixture.fuse("right:0", "leaf");
        int levels = 40;
        for (int i = 1; i <= levels; i++) {
            fixture.fuse("left:" + i, "left:" + (i - 1), "right:" + (i - 1));
            fixture.fuse("right:" + i, "left:" + (i - 1), "right:" + (i - 1));
        }
        fixture.set("leaf", "1");
        assertFalse(fixture.infoOf("left:" + levels).isClean());
        assertTrue(String.valueOf(fixture.fused("left:8", ResultForm.JSON)).contains("\"value\":\"1\""));
        assertThrows(MemoryLimitException.class, () -> fixture.fused("left:" + levels, ResultForm.JSON));
    }

    @Test
    void anInnerCompositeMayComeAndGo() {
        fixture.set("a", "1");
        fixture.fuse("outer", "inner", "a");
        assertEquals(
                "{\"fragments\":[{\"key\":\"a\",\"value\":\"1\"}],\"missing_keys\":[\"inner\"],\"complete\":false}",
                fixture.fused("outer"));
        fixture.fuse("inner", "a");
        String inner = fixture.fused("inner");
        assertEquals(
                "{\"fragments\":[{\"key\":\"inner\",\"value\":" + inner
                        + "},{\"key\":\"a\",\"value\":\"1\"}],\"complete\":true}",
                fixture.fused("outer", ResultForm.JSON));
        fixture.remove("inner");
        fixture.set("inner", "plain");
        assertEquals(
                "{\"fragments\":[{\"key\":\"inner\",\"value\":\"plain\"},{\"key\":\"a\",\"value\":\"1\"}],"
                        + "\"complete\":true}",
                fixture.fused("outer"));
    }
}
