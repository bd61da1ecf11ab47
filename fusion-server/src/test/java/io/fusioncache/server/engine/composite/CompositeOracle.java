package io.fusioncache.server.engine.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.server.engine.keyspace.Keyspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds between the indexes, the key space and the account whenever nobody is at work. */
final class CompositeOracle {
    private CompositeOracle() {}

    static void check(Composites composites, Keyspace keyspace) {
        CompositeGraph graph = composites.graph();
        Set<Composite> inKeyspace = new HashSet<>();
        keyspace.forEach(entry -> {
            if (entry instanceof Composite composite) {
                inKeyspace.add(composite);
            }
        });
        Set<Composite> indexed = new HashSet<>();
        graph.composites().forEach(indexed::add);
        assertEquals(inKeyspace, indexed, "composites in the key space and in their index");
        assertEquals(indexed.size(), graph.composites().size());

        long charged = 0;
        long kept = 0;
        long edges = 0;
        for (Composite composite : indexed) {
            assertSame(composite, graph.composites().find(composite.key(), composite.hash()));
            Recipe recipe = composite.recipe();
            charged += Composite.memory(recipe.size());
            assertFalse(composite.isGone());
            for (int i = 0; i < recipe.size(); i++) {
                Fragment fragment = recipe.fragment(i);
                assertSame(
                        fragment,
                        graph.fragments().find(fragment.key(), keyspace.hash(fragment.key())),
                        "the fragment is in the reverse index");
                assertSame(composite, Fragment.at(fragment.users(), recipe.place(i)), "the edge has its reverse");
                edges++;
            }
            Fragment own = graph.fragments().find(composite.key(), composite.hash());
            assertSame(own, composite.asFragment(), "the composite knows itself as a fragment");
            boolean keeps = false;
            for (ResultForm form : ResultForm.values()) {
                ComposedResult result = composite.kept(form);
                kept += result == null ? 0 : result.memory();
                keeps |= result != null;
            }
            assertTrue(!keeps || composite.keptAt() >= 0, "a kept result can be given back");
        }
        List<Fragment> fragments = new ArrayList<>();
        graph.fragments().forEach(fragments::add);
        assertEquals(fragments.size(), graph.fragments().size());
        for (Fragment fragment : fragments) {
            charged += fragment.memory();
            assertTrue(fragment.count() > 0, "no fragment without a composite");
            edges -= fragment.count();
            for (int i = 0; i < fragment.users().length; i++) {
                Composite user = Fragment.at(fragment.users(), i);
                if (i < fragment.count()) {
                    assertNotNull(user);
                    assertTrue(inKeyspace.contains(user), "no edge to a composite that is gone");
                    assertEquals(i, user.recipe().place(user.recipe().indexOf(fragment)));
                } else {
                    assertNull(user);
                }
            }
            if (fragment.composite() != null) {
                assertSame(fragment, fragment.composite().asFragment());
            }
        }
        assertEquals(0, edges, "as many edges one way as the other");
        assertEquals(kept, composites.keptBytes(), "kept bytes");
        assertEquals(keyspace.bytes() + charged + kept, keyspace.account().used(), "the account equals the recount");
    }
}
