package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.KeyText;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a way from a composite's fragments back to the composite. Under the lock of {@link CompositeGraph}. Keeps
 * its own stack, so that no depth of nesting can end that of the thread.
 */
final class CycleSearch {
    private final byte[] sought;
    private final Deque<Step> path = new ArrayDeque<>();
    private final Set<Composite> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private CycleSearch(byte[] sought) {
        this.sought = sought;
    }

    /** A composite on the way, and which of its fragments comes next. */
    private static final class Step {
        private final Composite composite;
        private int next;

        Step(Composite composite) {
            this.composite = composite;
        }
    }

    /**
     * The cycle that a fragment would close, written out, or null.
     *
     * @param composite the key of the composite that is to use the fragment
     * @param fragment a composite among its fragments
     */
    static @Nullable String find(byte[] composite, Composite fragment) {
        return new CycleSearch(composite).from(fragment);
    }

    private @Nullable String from(Composite start) {
        enter(start);
        while (!path.isEmpty()) {
            Step step = path.getLast();
            Recipe recipe = step.composite.recipe();
            if (step.next == recipe.size()) {
                path.removeLast();
                continue;
            }
            Fragment fragment = recipe.fragment(step.next++);
            if (Arrays.equals(fragment.key(), sought)) {
                return written();
            }
            Composite inner = fragment.composite();
            if (inner != null) {
                enter(inner);
            }
        }
        return null;
    }

    private void enter(Composite composite) {
        if (seen.add(composite)) {
            path.addLast(new Step(composite));
        }
    }

    private String written() {
        return Stream.concat(
                        Stream.concat(Stream.of(sought), path.stream().map(step -> step.composite.key())),
                        Stream.of(sought))
                .map(KeyText::of)
                .collect(Collectors.joining(" -> "));
    }

    /** The cycle of a composite that uses itself. */
    static String ofItself(byte[] composite) {
        return List.of(composite, composite).stream().map(KeyText::of).collect(Collectors.joining(" -> "));
    }
}
