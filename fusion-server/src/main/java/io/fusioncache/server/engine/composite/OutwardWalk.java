package io.fusioncache.server.engine.composite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the composites that a change reaches, through composites that use composites, to any depth: each once, an inner
 * one before every outer one that it reaches. Under the lock of {@link CompositeGraph}, so nothing is registered
 * meanwhile. O(edges reached).
 */
final class OutwardWalk {
    private final Set<Composite> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> path = new ArrayDeque<>();
    private final List<Composite> outerFirst = new ArrayList<>();

    private OutwardWalk() {}

    /** A composite on the way, and which of its users comes next, from the end. */
    private static final class Step {
        private final Composite composite;
        private final @Nullable Composite[] users;
        private int next;

        Step(Composite composite) {
            this.composite = composite;
            Fragment fragment = composite.asFragment();
            this.users = fragment == null ? new Composite[0] : fragment.users();
            this.next = users.length;
        }
    }

    /** The composites reached from some, these included, inner ones first. */
    static List<Composite> innerFirst(@Nullable Composite[] starts) {
        OutwardWalk walk = new OutwardWalk();
        for (Composite start : starts) {
            if (start != null) {
                walk.from(start);
            }
        }
        return walk.outerFirst.reversed();
    }

    private void from(Composite start) {
        enter(start);
        while (!path.isEmpty()) {
            Step step = path.getLast();
            if (step.next == 0) {
                outerFirst.add(step.composite);
                path.removeLast();
                continue;
            }
            Composite user = step.users[--step.next];
            if (user != null) {
                enter(user);
            }
        }
    }

    private void enter(Composite composite) {
        if (seen.add(composite)) {
            path.addLast(new Step(composite));
        }
    }
}
