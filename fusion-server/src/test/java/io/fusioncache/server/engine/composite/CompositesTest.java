package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static io.fusioncache.server.engine.composite.Fixture.refused;
import static io.fusioncache.server.engine.composite.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is read: the text, what is missing, when it is composed again, and what the settings change. */
class CompositesTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void everythingFits() {
        fixture.check();
    }

    @Test
    void assemblesInTheOrderDeclared() {
        fixture.set("first:1", "29.99");
        fixture.set("second", ValueKind.OBJECT, "{\"name\":\"chair\"}");
        Registration made = fixture.fuse("page:1", "second", "first:1");
        assertEquals(2, made.fragments());
        assertTrue(made.isNew());
        assertEquals(
                "{\"fragments\":[{\"key\":\"second\",\"value\":\"{\\\"name\\\":\\\"chair\\\"}\"},"
                        + "{\"key\":\"first:1\",\"value\":\"29.99\"}],\"complete\":true}",
                fixture.fused("page:1"));
        assertEquals(
                "{\"fragments\":[{\"key\":\"second\",\"value\":{\"name\":\"chair\"}},"
                        + "{\"key\":\"first:1\",\"value\":\"29.99\"}],\"complete\":true}",
                fixture.fused("page:1", ResultForm.JSON));
    }

    @Test
    void writesEveryKindOfValue() {
        fixture.set("number", ValueKind.NUMBER, "1.50");
        fixture.set("truth:", ValueKind.BOOLEAN, "true");
        fixture.set("nothing", ValueKind.NULL, "null");
        fixture.set("array:", ValueKind.ARRAY, "[1,\"a\"]");
        fixture.set("string\"\\", "tab\t \"q\" \\ \u0001 é 漢 \ud83d\ude00\n");
        fixture.keyspace.put(bytes("binary"), ValueKind.STRING, new byte[] {(byte) 0xff, 0, 1}, Entry.NEVER);
        fixture.fuse("page:1", "number", "truth:", "nothing", "array:", "string\"\\", "binary");
        String string = "tab\\t \\\"q\\\" \\\\ \\u0001 é 漢 \ud83d\ude00\\n";
        assertEquals(
                "{\"fragments\":[{\"key\":\"number\",\"value\":\"1.50\"},{\"key\":\"truth:\",\"value\":\"true\"},"
                        + "{\"key\":\"nothing\",\"value\":\"null\"},{\"key\":\"array:\",\"value\":\"[1,\\\"a\\\"]\"},"
                        + "{\"key\":\"string\\\"\\\\\",\"value\":\"" + string
                        + "\"},{\"key\":\"binary\",\"value\":{\"_b64\":\"/wAB\"}}],\"complete\":true}",
                fixture.fused("page:1"));
        assertEquals(
                "{\"fragments\":[{\"key\":\"number\",\"value\":1.50},{\"key\":\"truth:\",\"value\":true},"
                        + "{\"key\":\"nothing\",\"value\":null},{\"key\":\"array:\",\"value\":[1,\"a\"]},"
                        + "{\"key\":\"string\\\"\\\\\",\"value\":\"" + string
                        + "\"},{\"key\":\"binary\",\"value\":{\"_b64\":\"/wAB\"}}],\"complete\":true}",
                fixture.fused("page:1", ResultForm.JSON));
    }

    @Test
    void namesWhatIsMissing() {
        fixture.set("b", "2");
        fixture.fuse("page", "a", "b", "c\"");
        String partial = "{\"fragments\":[{\"key\":\"b\",\"value\":\"2\"}],"
                + "\"missing_keys\":[\"a\",\"c\\\"\"],\"complete\":false}";
        assertEquals(partial, fixture.fused("page"));
        assertEquals(List.of("a", "c\""), texts(fixture.infoOf("page").missing()));
        fixture.composites.apply(fixture.composites.settings().withRequireComplete(true));
        refused(KvStatus.INCOMPLETE, "missing a c\"", () -> fixture.fused("page"));
        assertNull(fixture.get("page"), "no partial text through GET either");
        fixture.set("a", "1");
        fixture.set("c\"", "3");
        assertNotNull(fixture.fused("page"));
        fixture.composites.apply(fixture.composites.settings().withRequireComplete(false));
        fixture.remove("a");
        fixture.remove("c\"");
        assertEquals(partial, fixture.fused("page"));
        fixture.remove("b");
        assertEquals(
                "{\"fragments\":[],\"missing_keys\":[\"a\",\"b\",\"c\\\"\"],\"complete\":false}",
                fixture.fused("page"));
    }

    @Test
    void keepsAResultUntilAFragmentChanges() {
        fixture.set("a", "1");
        fixture.fuse("page", "a");
        ComposedResult first = fixture.composites.read(bytes("page"), ResultForm.STRINGS);
        assertNotNull(first);
        assertSame(first, fixture.composites.read(bytes("page"), ResultForm.STRINGS));
        assertSame(first.json(), fixture.get("page"), "the text is not copied");
        assertEquals(new Counts(1, 1), counts("page"));
        fixture.set("other", "1");
        assertSame(first, fixture.composites.read(bytes("page"), ResultForm.STRINGS));

        List<Runnable> changes = List.of(
                () -> fixture.set("a", "2"),
                () -> fixture.keyspace.change(bytes("a"), before -> 8, slot -> {
                    slot.put(ValueKind.STRING, bytes("23"), slot.deadline());
                    return true;
                }),
                () -> fixture.keyspace.expire(
                        bytes("a"), fixture.keyspace.deadlines().after(1000)),
                () -> fixture.keyspace.rename(bytes("a"), bytes("z"), true),
                () -> fixture.keyspace.rename(bytes("z"), bytes("a"), true),
                () -> fixture.keyspace.updateTogether(new byte[][] {bytes("a")}, 10, group -> {
                    group.open(bytes("a")).put(ValueKind.NUMBER, bytes("7"), Entry.NEVER);
                    return true;
                }),
                () -> fixture.remove("a"));
        for (Runnable change : changes) {
            fixture.fused("page");
            assertTrue(fixture.infoOf("page").isClean());
            change.run();
            assertFalse(fixture.infoOf("page").isClean());
            assertNull(fixture.get("page"), "no text that is not current");
        }
        assertEquals("{\"fragments\":[],\"missing_keys\":[\"a\"],\"complete\":false}", fixture.fused("page"));
    }

    private record Counts(long compositions, long hits) {}

    private Counts counts(String key) {
        CompositeInfo info = fixture.infoOf(key);
        return new Counts(info.compositions(), info.hits());
    }

    @Test
    void anExpiredFragmentIsMissingFromTheMomentItExpires() {
        fixture.setFor("a", "1", 100);
        fixture.set("b", "2");
        fixture.fuse("inner:", "a", "b");
        fixture.fuse("outer:", "inner:");
        String inner = fixture.fused("inner:");
        String outer = fixture.fused("outer:");
        fixture.clock.advance(99);
        assertEquals(inner, fixture.fused("inner:"));
        assertEquals(outer, fixture.fused("outer:"));
        assertEquals(1, fixture.infoOf("outer:").compositions());
        fixture.clock.advance(1);
        assertFalse(fixture.infoOf("inner:").isClean());
        String partial = fixture.fused("inner:");
        assertEquals(
                "{\"fragments\":[{\"key\":\"b\",\"value\":\"2\"}],\"missing_keys\":[\"a\"],\"complete\":false}",
                partial);
        assertEquals(
                "{\"fragments\":[{\"key\":\"inner:\",\"value\":" + partial
                        + "}],\"missing_keys\":[\"a\"],\"complete\":false}",
                fixture.fused("outer:", ResultForm.JSON));
    }

    @Test
    void withoutKeepingEveryReadComposes() {
        fixture.set("a", "1");
        fixture.fuse("inner", "a");
        fixture.fuse("page", "a", "inner");
        fixture.fused("page");
        assertTrue(fixture.composites.keptBytes() > 0);
        fixture.composites.apply(fixture.composites.settings().withCacheComposed(false));
        assertEquals(0, fixture.composites.keptBytes());
        fixture.check();
        String result = fixture.fused("page");
        assertEquals(result, fixture.fused("page"));
        assertEquals(new Counts(3, 0), counts("page"));
        assertEquals(0, fixture.composites.keptBytes());
        assertNull(fixture.get("page"));
        fixture.composites.apply(fixture.composites.settings().withCacheComposed(true));
        assertEquals(result, fixture.fused("page"));
        assertEquals(result, fixture.getText("page"));
    }

    @Test
    void turnedOffItRefusesKeepsRegistrationsAndHearsNothing() {
        fixture.set("a", "1");
        fixture.fuse("page", "a");
        fixture.fuse("gone", "a");
        fixture.fused("page");
        fixture.composites.apply(fixture.composites.settings().withEnabled(false));
        String sentence = "disabled; CONFIG SET fusion.enabled true";
        byte[] page = bytes("page");
        List<Executable> commands = List.of(
                () -> fixture.fuse("more", "a"),
                () -> fixture.fused("page"),
                () -> fixture.info("page"),
                () -> fixture.composites.unfuse(page),
                () -> fixture.composites.list(key -> true),
                () -> fixture.composites.usersOf(page));
        commands.forEach(command -> refused(KvStatus.FUSION_DISABLED, sentence, command));
        assertEquals(0, fixture.composites.keptBytes());
        assertNull(fixture.get("page"));
        fixture.set("a", "2");
        assertThrows(CompositeKeyException.class, () -> fixture.set("page", "1"));
        assertTrue(fixture.remove("gone"));
        fixture.check();
        fixture.composites.apply(fixture.composites.settings().withEnabled(true));
        assertEquals(List.of("page"), texts(fixture.composites.list(key -> true)));
        assertEquals("{\"fragments\":[{\"key\":\"a\",\"value\":\"2\"}],\"complete\":true}", fixture.fused("page"));
    }
}
