package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index of fragments and composites beside a map. */
class KeyIndexTest {
    private final CompositeGraph graph = new Fixture().composites.graph();
    private final KeyIndex<Fragment> index = new KeyIndex<>();
    private final Map<String, Fragment> model = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);

    /** As much is added as removed for a while at each size, with tables in pieces and in one. */
    @Test
    void findsWhatAMapFinds() {
        for (int most : new int[] {20, 3_000, 40_000, 500, 3}) {
            for (int step = 0; step < 3 * most + 50_000; step++) {
                String name = "key:" + random.nextInt(2 * most);
                Fragment present = model.get(name);
                assertSame(present, find(name));
                if (present == null && model.size() < most) {
                    add(name);
                } else if (present != null && random.nextInt(3) == 0) {
                    remove(name);
                }
            }
            new ArrayList<>(model.keySet()).stream().skip(most / 10).forEach(this::remove);
            agree();
        }
    }

    /** Many keys of one hash, of each hash that could be taken for an empty place. */
    @Test
    void tellsKeysOfOneHashApart() {
        for (int hash : new int[] {0, 1, -1, 1 << 31, 1 << 31 | 1}) {
            for (int i = 0; i < 40; i++) {
                Fragment added = new Fragment(graph, Fixture.bytes(hash + ":" + i), hash);
                index.add(added);
                model.put(hash + ":" + i, added);
            }
        }
        model.forEach((name, fragment) -> assertSame(fragment, index.find(fragment.key(), fragment.hash())));
        assertNull(index.find(Fixture.bytes("0:40"), 0));
        for (int i = 0; i < 40; i += 2) {
            remove("0:" + i);
            assertNull(index.find(Fixture.bytes("0:" + i), 0));
        }
        model.forEach((name, fragment) -> assertSame(fragment, index.find(fragment.key(), fragment.hash())));
        assertEquals(model.size(), index.size());
    }

    /** Written once more, a fragment has the array that the key space has, and is found and charged as before. */
    @Test
    void aFragmentSharesItsKeyWithTheKeySpace() {
        Fixture fixture = new Fixture();
        fixture.set("part:1", "a");
        fixture.fuse("page:1", "part:1", "part:2");
        byte[] known = Objects.requireNonNull(fixture.keyspace.peek(Fixture.bytes("part:1")))
                .key();
        assertNotSame(known, fragmentsOf(fixture).getFirst());
        fixture.set("part:1", "b");
        assertSame(known, fragmentsOf(fixture).getFirst());
        fixture.remove("part:1");
        fixture.set("part:1", "c");
        assertEquals(List.of("part:1", "part:2"), Fixture.texts(fragmentsOf(fixture)));
        fixture.check();
    }

    private static List<byte[]> fragmentsOf(Fixture fixture) {
        return Objects.requireNonNull(fixture.composites.info(Fixture.bytes("page:1")))
                .fragments();
    }

    private void add(String name) {
        Fragment added = new Fragment(graph, Fixture.bytes(name), hash(name));
        index.add(added);
        model.put(name, added);
    }

    private void remove(String name) {
        Fragment removed = model.remove(name);
        assertNotNull(removed);
        index.remove(removed);
    }

    private @Nullable Fragment find(String name) {
        return index.find(Fixture.bytes(name), hash(name));
    }

    private static int hash(String name) {
        return name.hashCode() * 0x9e3779b1;
    }

    private void agree() {
        assertEquals(model.size(), index.size());
        List<Fragment> met = new ArrayList<>();
        index.forEach(met::add);
        assertEquals(model.size(), met.size());
        assertEquals(model.size(), met.stream().distinct().count());
        model.forEach((name, fragment) -> assertSame(fragment, find(name)));
    }
}
