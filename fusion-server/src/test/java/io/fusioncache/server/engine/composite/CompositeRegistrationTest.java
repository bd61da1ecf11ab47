package io.fusioncache.server.engine.composite;

import static io.fusioncache.server.engine.composite.Fixture.bytes;
import static io.fusioncache.server.engine.composite.Fixture.refused;
import static io.fusioncache.server.engine.composite.Fixture.text;
import static io.fusioncache.server.engine.composite.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.engine.keyspace.CompositeKeyException;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What may be registered, what replaces what, and how a composite stands among the other keys. */
class CompositeRegistrationTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void everythingFits() {
        fixture.check();
    }

    @Test
    void saysWhatAReplacedListAddedAndRemoved() {
        fixture.fuse("page", "a", "b", "c");
        Registration made = fixture.fuse("page", "d", "c", "a", "e");
        assertFalse(made.isNew());
        assertEquals(4, made.fragments());
        assertEquals(List.of("d", "e"), texts(made.added()));
        assertEquals(List.of("b"), texts(made.removed()));
        assertEquals(List.of("d", "c", "a", "e"), texts(fixture.infoOf("page").fragments()));
        assertEquals(List.of(), fixture.users("b"));
        assertEquals(List.of("page"), fixture.users("c"));
        fixture.check();
        fixture.fused("page");
        fixture.fuse("page", "a");
        assertFalse(fixture.infoOf("page").isClean());
        assertEquals("{\"fragments\":[],\"missing_keys\":[\"a\"],\"complete\":false}", fixture.fused("page"));
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
        assertEquals(List.of("z"), texts(fixture.infoOf("c").fragments()));
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
        assertEquals(List.of(), fixture.users("a"));
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
                () -> keyspace.change(page, before -> 10, slot -> true),
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
        assertEquals("1", fixture.getText("plain"));
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
        assertEquals(List.of(), fixture.users("a"));
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
    void listsCompositesAndUsersSorted() {
        fixture.fuse("page:2", "a");
        fixture.fuse("page:10", "a", "b");
        fixture.fuse("other", "b");
        assertEquals(List.of("other", "page:10", "page:2"), texts(fixture.composites.list(key -> true)));
        assertEquals(List.of("page:10", "page:2"), texts(fixture.composites.list(key -> key[0] == 'p')));
        assertEquals(List.of("page:10", "page:2"), fixture.users("a"));
        assertEquals(List.of(), fixture.users("absent"));
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
        assertFalse(fixture.infoOf("page:999").isClean());
        fixture.keyspace.clear();
    }
}
