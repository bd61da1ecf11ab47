package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.keyspace.Entry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever way a key goes from plain to fragment and back, its composites hear of it, and memory comes back. */
class WatchedKeysTest {
    private static final String KEY = "part:1";

    private final Fixture fixture = new Fixture();

    private static final Map<String, Consumer<Fixture>> CHANGES = Map.of(
            "a write", fixture -> fixture.set(KEY, "new"),
            "a write with a deadline", fixture -> fixture.setFor(KEY, "new", 1_000),
            "a removal", fixture -> fixture.remove(KEY),
            "an expiry", WatchedKeysTest::expire,
            "renamed away", fixture -> fixture.keyspace.rename(Fixture.bytes(KEY), Fixture.bytes("other"), true),
            "written over by a renaming", WatchedKeysTest::renameTo);

    private static void expire(Fixture fixture) {
        fixture.keyspace.expire(Fixture.bytes(KEY), fixture.keyspace.deadlines().after(5));
        fixture.clock.advance(10);
    }

    private static void renameTo(Fixture fixture) {
        fixture.set("other", "new");
        fixture.keyspace.rename(Fixture.bytes("other"), Fixture.bytes(KEY), true);
    }

    static Stream<String> changes() {
        return CHANGES.keySet().stream();
    }

    private void change(String how) {
        String before = fixture.fused("page:1");
        Objects.requireNonNull(CHANGES.get(how)).accept(fixture);
        String after = fixture.fused("page:1");
        assertTrue(!Objects.equals(before, after), how + " left " + after);
        fixture.check();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theFirstChangeOfAKeyThatBecameAFragmentIsHeard(String how) {
        fixture.set(KEY, "old");
        fixture.fuse("page:1", KEY, "part:2");
        change(how);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void soIsALaterOne(String how) {
        fixture.set(KEY, "old");
        fixture.fuse("page:1", KEY, "part:2");
        fixture.set(KEY, "older");
        change(how);
    }

    /** The key's entry still refers to a fragment that is gone, or to none, when there is another one. */
    @ParameterizedTest
    @MethodSource("changes")
    void soItIsAfterTheKeyWasNoFragmentForAWhile(String how) {
        fixture.set(KEY, "old");
        for (boolean written : new boolean[] {true, false, true}) {
            fixture.fuse("page:1", KEY);
            fixture.set(KEY, "older");
            fixture.composites.unfuse(Fixture.bytes("page:1"));
            if (written) {
                fixture.set(KEY, "oldest");
            }
            fixture.check();
        }
        fixture.fuse("page:1", KEY, "part:2");
        change(how);
    }

    /** The table that holds the key grows and shrinks before the key changes. */
    @ParameterizedTest
    @MethodSource("changes")
    void soItIsInAnotherTable(String how) {
        fixture.set(KEY, "old");
        fixture.fuse("page:1", KEY, "part:2");
        for (int i = 0; i < 20_000; i++) {
            fixture.set("key:" + i, "x");
        }
        change(how);
        fixture.set(KEY, "old");
        fixture.composites.unfuse(Fixture.bytes("page:1"));
        fixture.set(KEY, "plain");
        fixture.fuse("page:1", KEY);
        for (int i = 0; i < 20_000; i++) {
            fixture.remove("key:" + i);
        }
        change(how);
    }

    /** What a fragment costs beyond its key comes back, though its entry can keep some of it until it is written. */
    @Test
    void memoryComesBack() {
        fixture.set(KEY, "text");
        long plain = fixture.account.used();
        fixture.fuse("page:1", KEY);
        fixture.set(KEY, "text");
        fixture.composites.unfuse(Fixture.bytes("page:1"));
        assertTrue(fixture.account.used() > plain, "the entry keeps its fragment");
        fixture.check();
        fixture.set(KEY, "text");
        assertEquals(plain, fixture.account.used());
    }

    /** While nothing is told, keys come, go and are written; what is told afterwards misses nobody. */
    @Test
    void keysThatCameWhileTheSubsystemWasOffAreHeard() {
        fixture.set(KEY, "old");
        fixture.fuse("page:1", KEY, "part:2", "part:3");
        fixture.fused("page:1");
        fixture.composites.apply(fixture.composites.settings().withEnabled(false));
        fixture.set(KEY, "while off");
        fixture.set("part:2", "came");
        fixture.composites.apply(fixture.composites.settings().withEnabled(true));
        assertEquals(List.of("part:3"), Fixture.texts(fixture.infoOf("page:1").missing()));
        for (String key : List.of(KEY, "part:2", "part:3")) {
            String before = fixture.fused("page:1");
            fixture.set(key, "now");
            assertTrue(!Objects.equals(before, fixture.fused("page:1")), key);
        }
        fixture.check();
    }

    @Test
    void anEntryWithADeadlineKeepsIt() {
        fixture.fuse("page:1", KEY);
        fixture.setFor(KEY, "text", 1_000);
        Entry entry = Objects.requireNonNull(fixture.keyspace.peek(Fixture.bytes(KEY)));
        assertTrue(entry.expires());
        assertEquals(1_000, fixture.keyspace.deadlines().left(entry.deadline()));
        fixture.set(KEY, "text");
        entry = Objects.requireNonNull(fixture.keyspace.peek(Fixture.bytes(KEY)));
        assertEquals(Entry.NEVER, entry.deadline());
        fixture.check();
    }
}
