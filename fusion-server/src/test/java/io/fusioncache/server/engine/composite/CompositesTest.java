package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static io.fusioncache.server.engine.composite.Fixture.text;
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
import io.fusioncache.server.engine.keyspace.EvictionPolicy;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CompositesTest {
    private Fixture fixture = new Fixture();

    @AfterEach
    void everythingFits() {
        fixture.check();
    }

    private static void refused(KvStatus status, String sentence, Executable action) {
        FusionException refused = assertThrows(FusionException.class, action);
        assertEquals(status, refused.status());
        assertEquals(sentence, refused.sentence());
    }

    private CompositeInfo infoOf(String key) {
        CompositeInfo info = fixture.info(key);
        assertNotNull(info);
        return info;
    }

    /** What a plain read of the key gives; null when there is nothing to read. */
    private byte @Nullable [] get(String key) {
        Entry entry = fixture.keyspace.get(bytes(key));
        assertNotNull(entry);
        Entry readable = entry.readable();
        return readable == null ? null : readable.value();
    }

    private String getText(String key) {
        byte[] value = get(key);
        assertNotNull(value);
        return text(value);
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
        assertEquals(List.of("a", "c\""), texts(infoOf("page").missing()));
        fixture.composites.apply(fixture.composites.settings().withRequireComplete(true));
        refused(KvStatus.INCOMPLETE, "missing a c\"", () -> fixture.fused("page"));
        assertNull(get("page"), "no partial text through GET either");
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
        assertSame(first.json(), get("page"), "the text is not copied");
        assertEquals(new Counts(1, 1), counts("page"));
        fixture.set("other", "1");
        assertSame(first, fixture.composites.read(bytes("page"), ResultForm.STRINGS));

        List<Runnable> changes = List.of(
                () -> fixture.set("a", "2"),
                () -> fixture.keyspace.extend(bytes("a"), 1, slot -> {
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
            assertTrue(infoOf("page").isClean());
            change.run();
            assertFalse(infoOf("page").isClean());
            assertNull(get("page"), "no text that is not current");
        }
        assertEquals("{\"fragments\":[],\"missing_keys\":[\"a\"],\"complete\":false}", fixture.fused("page"));
    }

    private record Counts(long compositions, long hits) {}

    private Counts counts(String key) {
        CompositeInfo info = infoOf(key);
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
        assertEquals(1, infoOf("outer:").compositions());
        fixture.clock.advance(1);
        assertFalse(infoOf("inner:").isClean());
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
    void saysWhatAReplacedListAddedAndRemoved() {
        fixture.fuse("page", "a", "b", "c");
        Registration made = fixture.fuse("page", "d", "c", "a", "e");
        assertFalse(made.isNew());
        assertEquals(4, made.fragments());
        assertEquals(List.of("d", "e"), texts(made.added()));
        assertEquals(List.of("b"), texts(made.removed()));
        assertEquals(List.of("d", "c", "a", "e"), texts(infoOf("page").fragments()));
        assertEquals(List.of(), users("b"));
        assertEquals(List.of("page"), users("c"));
        fixture.check();
        fixture.fused("page");
        fixture.fuse("page", "a");
        assertFalse(infoOf("page").isClean());
        assertEquals("{\"fragments\":[],\"missing_keys\":[\"a\"],\"complete\":false}", fixture.fused("page"));
    }

    private List<String> users(String fragment) {
        return texts(fixture.composites.usersOf(bytes(fragment)));
    }

    @Test
    void refusesWhatIsNoComposite() {
        fixture.set("plain", "1");
        refused(KvStatus.COMPOSITE_INVALID, "key 'plain' exists and is no composite", () -> fixture.fuse("plain", "a"));
        refused(KvStatus.COMPOSITE_INVALID, "a composite needs one fragment at least", () -> fixture.fuse("page"));
        refused(KvStatus.COMPOSITE_INVALID, "fragment 'a' is listed twice", () -> fixture.fuse("page", "a", "b", "a"));
        assertEquals(0, fixture.composites.size());
        assertNull(fixture.fused("plain"));
        assertNull(fixture.fused("absent"));
        assertNull(fixture.info("plain"));
        assertFalse(fixture.composites.unfuse(bytes("plain")));
    }

    @Test
    void refusesCyclesAndWritesThemOut() {
        refused(KvStatus.COMPOSITE_INVALID, "cycle: a -> a", () -> fixture.fuse("a", "x", "a"));
        fixture.fuse("a", "x", "b");
        fixture.fuse("b", "y", "c");
        refused(KvStatus.COMPOSITE_INVALID, "cycle: c -> a -> b -> c", () -> fixture.fuse("c", "z", "a"));
        assertNull(fixture.info("c"));
        fixture.fuse("c", "z");
        refused(KvStatus.COMPOSITE_INVALID, "cycle: c -> b -> c", () -> fixture.fuse("c", "z", "b"));
        assertEquals(List.of("z"), texts(infoOf("c").fragments()));
        fixture.fuse("b", "y");
        fixture.fuse("c", "z", "a");
    }

    @Test
    void keepsToItsLimits() {
        fixture.composites.apply(
                fixture.composites.settings().withMaxFragments(2).withMaxComposites(1));
        refused(
                KvStatus.LIMIT_EXCEEDED,
                "3 fragments, fusion.max_fragments allows 2",
                () -> fixture.fuse("page", "a", "b", "c"));
        fixture.fuse("page", "a", "b");
        refused(
                KvStatus.LIMIT_EXCEEDED,
                "there are 1 composites, fusion.max_composites allows 1",
                () -> fixture.fuse("more", "a"));
        fixture.fuse("page", "c");
        assertEquals(List.of(), users("a"));
    }

    @Test
    void aCompositeIsAKeyThatCantBeWritten() {
        fixture.fuse("page", "a");
        Keyspace keyspace = fixture.keyspace;
        byte[] page = bytes("page");
        List<Executable> writes = List.of(
                () -> fixture.set("page", "1"),
                () -> keyspace.update(page, slot -> true),
                () -> keyspace.update(page, 10, slot -> true),
                () -> keyspace.extend(page, 10, slot -> true),
                () -> keyspace.expire(page, keyspace.deadlines().after(1)),
                () -> keyspace.expire(page, keyspace.deadlines().after(-1)),
                () -> keyspace.expire(page, Entry.NEVER),
                () -> keyspace.rename(page, bytes("other"), true),
                () -> keyspace.rename(bytes("plain"), page, true),
                () -> keyspace.updateTogether(new byte[][] {bytes("plain"), page}, 10, group -> {
                    group.open(bytes("plain")).put(ValueKind.STRING, page, Entry.NEVER);
                    return true;
                }));
        fixture.set("plain", "1");
        for (Executable write : writes) {
            assertThrows(CompositeKeyException.class, write);
            fixture.check();
        }
        assertEquals("1", getText("plain"));
        assertEquals(2, keyspace.size());
        Entry entry = keyspace.peek(page);
        assertNotNull(entry);
        List<String> keys = new ArrayList<>();
        keyspace.forEach(each -> keys.add(text(each.key())));
        assertEquals(List.of("page", "plain"), keys.stream().sorted().toList());
    }

    @Test
    void goesWithItsKey() {
        fixture.set("a", "1");
        fixture.fuse("page", "a");
        fixture.fused("page");
        assertTrue(fixture.remove("page"));
        fixture.check();
        assertNull(fixture.fused("page"));
        assertEquals(List.of(), users("a"));
        fixture.fuse("page", "a");
        assertTrue(fixture.composites.unfuse(bytes("page")));
        assertFalse(fixture.composites.unfuse(bytes("page")));
        fixture.set("page", "plain now");
        fixture.remove("page");
        fixture.fuse("page", "a", "b");
        fixture.fuse("outer", "page");
        fixture.fused("outer");
        assertEquals(3, fixture.keyspace.clear());
        assertEquals(0, fixture.composites.size());
        assertEquals(0, fixture.account.used());
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
        assertEquals(1, infoOf(top).compositions());
        fixture.set("leaf", "1");
        assertFalse(infoOf(top).isClean());
        assertEquals(nested("1", depth), fixture.fused(top, ResultForm.JSON));
        fixture.fuse("level:0", "other");
        assertTrue(String.valueOf(fixture.fused(top, ResultForm.JSON))
                .endsWith("\"missing_keys\":[\"other\"],\"complete\":false}"));
        refused(KvStatus.COMPOSITE_INVALID, fixture, depth);
    }

    private void refused(KvStatus status, Fixture where, int depth) {
        FusionException refused = assertThrows(FusionException.class, () -> where.fuse("level:0", "level:" + depth));
        assertEquals(status, refused.status());
        assertTrue(refused.sentence().startsWith("cycle: level:0 -> level:" + depth + " -> level:" + (depth - 1)));
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
        assertFalse(infoOf("left:" + levels).isClean());
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
        assertNull(get("page"));
        fixture.composites.apply(fixture.composites.settings().withCacheComposed(true));
        assertEquals(result, fixture.fused("page"));
        assertEquals(result, getText("page"));
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
        assertNull(get("page"));
        fixture.set("a", "2");
        assertThrows(CompositeKeyException.class, () -> fixture.set("page", "1"));
        assertTrue(fixture.remove("gone"));
        fixture.check();
        fixture.composites.apply(fixture.composites.settings().withEnabled(true));
        assertEquals(List.of("page"), texts(fixture.composites.list(key -> true)));
        assertEquals("{\"fragments\":[{\"key\":\"a\",\"value\":\"2\"}],\"complete\":true}", fixture.fused("page"));
    }

    @Test
    void listsCompositesAndUsersSorted() {
        fixture.fuse("page:2", "a");
        fixture.fuse("page:10", "a", "b");
        fixture.fuse("other", "b");
        assertEquals(List.of("other", "page:10", "page:2"), texts(fixture.composites.list(key -> true)));
        assertEquals(List.of("page:10", "page:2"), texts(fixture.composites.list(key -> key[0] == 'p')));
        assertEquals(List.of("page:10", "page:2"), users("a"));
        assertEquals(List.of(), users("absent"));
    }

    @Test
    void aFragmentOfManyCompositesIsCheapToJoinAndToLeave() {
        int count = 20_000;
        IntStream.range(0, count).forEach(i -> fixture.fuse("page:" + i, "header"));
        fixture.set("header", "1");
        assertEquals(
                "{\"fragments\":[{\"key\":\"header\",\"value\":\"1\"}],\"complete\":true}", fixture.fused("page:777"));
        IntStream.range(0, count).filter(i -> i % 3 != 0).forEach(i -> fixture.remove("page:" + i));
        fixture.check();
        fixture.fused("page:999");
        fixture.set("header", "2");
        assertFalse(infoOf("page:999").isClean());
        fixture.keyspace.clear();
    }
}
