package io.fusioncache.server.engine.object;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What only old snapshots see, in the order of the writes that retired it. Used under the store's lock. */
final class Garbage {
    private final Deque<Retired> queue = new ArrayDeque<>();
    private long added;

    void add(Retired retired) {
        queue.add(retired);
        added += retired.weight();
    }

    void addAll(Collection<? extends Retired> retired) {
        retired.forEach(this::add);
    }

    /** How many rows were ever added. */
    long added() {
        return added;
    }

    /**
     * Takes apart what no snapshot from the version on sees.
     *
     * @param oldest the oldest version that may be needed
     * @param most how many rows to do, about
     * @return whether there is more to do
     */
    boolean reclaim(long oldest, int most) {
        List<Retired> run = new ArrayList<>();
        int weight = 0;
        while (weight < most && isDue(oldest)) {
            Retired retired = queue.remove();
            weight += retired.weight();
            retired.forget();
            run.add(retired);
        }
        run.forEach(retired -> retired.finish(this));
        return isDue(oldest);
    }

    private boolean isDue(long oldest) {
        Retired next = queue.peek();
        return next != null && next.version <= oldest;
    }
}
