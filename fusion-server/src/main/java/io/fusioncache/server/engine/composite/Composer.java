package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Deadlines;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads composites: gives the result that is kept while it is current, and composes another when it is not.
 *
 * <h2>Why no result is stale</h2>
 *
 * <p>Every composite counts its changes. Three parties follow one order each:
 *
 * <ol>
 *   <li>The <b>writer</b> of a key puts the new entry into the key space, then counts a change in every composite that
 *       uses the key, and only then is its client told. It holds the lock of the key's segment from before the first to
 *       after the second step.
 *   <li>The <b>composition</b> takes the count of its composite, then reads the fragments, then keeps the result
 *       together with the count taken and the earliest deadline met.
 *   <li>The <b>reader</b> takes the count when it begins. A result will do if its count is not less than that, and its
 *       deadline is not past by a clock read afterwards.
 * </ol>
 *
 * <p>Claim: a result that will do shows every write that was acknowledged before the read began. Such a write W was
 * counted before, so the reader's count includes W, and so does the result's. The composition that took a count which
 * includes W sees what W's writer did before counting, which is the new entry; it read the fragment after that. Hence
 * it shows W or a later write. What could go wrong in between is this:
 *
 * <ul>
 *   <li><i>A write lands while a composition runs, after its fragment was read.</i> The write is counted after the
 *       composition took its count, so the result's count is less than that of any reader who begins after the
 *       acknowledgement. The result is kept and will do for readers who had begun before the write was counted; that
 *       spares those who wait for it another composition, and nobody else can take it for current.
 *   <li><i>A write has put its entry, and has not counted yet, when a composition runs.</i> The composition shows the
 *       entry; the count that follows costs one needless composition.
 *   <li><i>A composite is registered while a write of its fragment is under way.</i> The writer might look into the
 *       reverse index before the edge is there, while the first composition reads the fragment before the entry is
 *       there. So FUSE holds the locks of all its fragments' segments while it adds the edges: the write is over, and
 *       the composition sees its entry, or it begins afterwards, and sees the edge.
 *   <li><i>A recipe is replaced.</i> The recipe is one more thing that is read after the count was taken, and a change
 *       of it is counted as a write is. Edges that the old recipe needs go only after that, see {@link CompositeGraph}:
 *       a reader of the old recipe, who is in time as long as FUSE is not acknowledged, must not get old values with
 *       it.
 *   <li><i>A composite is removed.</i> Whoever holds it still began before. A composition under way may keep its result
 *       after the memory of results was given back; {@link KeptResults#keep} looks afterwards whether it is gone.
 *   <li><i>A fragment expires.</i> Nobody has to write or count anything: the deadline is in the result, and the reader
 *       looks at the clock after it began. A changed time to live is a write.
 *   <li><i>Two compositions of one composite overlap and the older one is kept last.</i> They don't: they hold the
 *       composite's lock, and one that finds a result with a count not less than its own takes that.
 * </ul>
 *
 * <h2>Composites of composites</h2>
 *
 * <p>A writer counts in the inner composite before it counts in an outer one, and a composition takes the outer count
 * before the inner one. So if a composition of the outer one has taken a count that includes W, it finds W in the inner
 * count, and by the argument above an inner result that will do shows W.
 *
 * <p>The writer must not stop at an inner composite because that is dirty already. A composition of the outer one may
 * have taken its count after that composite got dirty and read the fragment before W; if W is not counted in the outer
 * one the result passes for current for ever. Therefore dirtiness is never asked when a change is counted.
 *
 * <p>Nor is it enough to count once in each composite in any order. If f is used by A and B, and A by B, and B is
 * counted first, then a composition of B may begin, find A uncounted and keep the old A in a B with the new count. So
 * once a change reaches a composite that others use, it is counted again under the graph's lock, inner ones first, and
 * nothing is registered meanwhile. Whether others use it is asked after it was counted: FUSE adds the edge before
 * anyone can compose the outer one, so either the writer sees the edge or the composition sees the count.
 *
 * <p>Inner results are composed one after the other, the innermost first, on a stack of its own: at most one composite
 * is locked at a time, so changing recipes can't make two compositions wait for each other, and no depth of nesting
 * ends the thread's stack.
 */
final class Composer {
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private final Keyspace keyspace;
    private final Deadlines deadlines;
    private final KeptResults kept;
    private final Composites owner;

    /** Where the result of looking goes, so that it is not left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    Composer(Composites owner, Keyspace keyspace, KeptResults kept) {
        this.owner = owner;
        this.keyspace = keyspace;
        this.deadlines = keyspace.deadlines();
        this.kept = kept;
    }

    /**
     * The result of a composite. O(1) and without an object made while it is current.
     *
     * @throws MemoryLimitException when it is too long for the memory there is
     */
    ComposedResult read(Composite composite, ResultForm form) {
        long least = composite.changes();
        ComposedResult result = current(composite, form, least);
        if (result != null) {
            composite.hit();
            return result;
        }
        return owner.settings().cacheComposed() ? composeOnce(composite, form, least) : compose(composite, form);
    }

    /** The kept result when it will do for a reader who took that count; not counted as a read. */
    @Nullable
    ComposedResult current(Composite composite, ResultForm form, long least) {
        ComposedResult result = composite.kept(form);
        return result != null && result.changes() >= least && !deadlines.isPast(result.deadline()) ? result : null;
    }

    private ComposedResult composeOnce(Composite composite, ResultForm form, long least) {
        composite.composing().lock();
        try (LargeResults large = new LargeResults(keyspace)) {
            ComposedResult made = current(composite, form, least);
            if (made != null) {
                return made;
            }
            Gathering gathering = new Gathering(composite, form);
            boolean isPlain = gatherPlain(gathering);
            if (isPlain && !gathering.missing().isEmpty() && composite.changes() != gathering.changes()) {
                // To find a fragment expired is to remove it, which counts; once more, and the result is current.
                gathering = new Gathering(composite, form);
                isPlain = gatherPlain(gathering);
            }
            if (isPlain) {
                return finish(gathering, form, large);
            }
        } finally {
            composite.composing().unlock();
        }
        return compose(composite, form);
    }

    /** Takes fragments until one is a composite; true when none is. */
    private boolean gatherPlain(Gathering gathering) {
        // Each fragment is in places of its own: look at all before any is used, and the waits for memory overlap.
        touched = keyspace.touch(gathering.hashes());
        for (Fragment next = gathering.fragment(); next != null; next = gathering.fragment()) {
            Entry entry = keyspace.get(next.key(), next.hash(), true);
            if (entry instanceof Composite) {
                return false;
            }
            gathering.take(entry);
        }
        return true;
    }

    /** Composes a composite, and before it those within it that have no current result. */
    private ComposedResult compose(Composite composite, ResultForm form) {
        Deque<Gathering> path = new ArrayDeque<>();
        Map<Composite, ComposedResult> made = new HashMap<>();
        path.addLast(new Gathering(composite, form));
        try (LargeResults large = new LargeResults(keyspace)) {
            while (true) {
                Gathering gathering = path.getLast();
                Composite inner = gatherUntilDirty(gathering, form, made);
                if (inner != null) {
                    path.addLast(new Gathering(inner, form));
                    continue;
                }
                path.removeLast();
                ComposedResult result = finishOnce(gathering, form, large);
                if (path.isEmpty()) {
                    return result;
                }
                made.put(gathering.composite(), result);
                // Its count was taken after that of the one that waits for it: it will do whatever has changed since.
                path.getLast().take(result);
            }
        }
    }

    /** Takes fragments until one is a composite without a current result, and returns that; null after the last. */
    private @Nullable Composite gatherUntilDirty(
            Gathering gathering, ResultForm form, Map<Composite, ComposedResult> made) {
        for (Fragment next = gathering.fragment(); next != null; next = gathering.fragment()) {
            Entry entry = keyspace.get(next.key(), next.hash(), true);
            if (entry instanceof Composite inner) {
                ComposedResult result = currentOrMade(inner, form, made.get(inner));
                if (result == null) {
                    return inner;
                }
                gathering.take(result);
            } else {
                gathering.take(entry);
            }
        }
        return null;
    }

    private @Nullable ComposedResult currentOrMade(Composite inner, ResultForm form, @Nullable ComposedResult made) {
        long least = inner.changes();
        if (made != null && made.changes() >= least && !deadlines.isPast(made.deadline())) {
            return made;
        }
        return current(inner, form, least);
    }

    private ComposedResult finishOnce(Gathering gathering, ResultForm form, LargeResults large) {
        if (!owner.settings().cacheComposed()) {
            return finish(gathering, form, large);
        }
        Composite composite = gathering.composite();
        composite.composing().lock();
        try {
            ComposedResult made = current(composite, form, gathering.changes());
            return made == null ? finish(gathering, form, large) : made;
        } finally {
            composite.composing().unlock();
        }
    }

    /** Makes the result of what was gathered, and keeps it if it may and there is room. */
    private ComposedResult finish(Gathering gathering, ResultForm form, LargeResults large) {
        Composite composite = gathering.composite();
        long length = gathering.text().length(gathering.missing());
        if (length > Math.min(LONGEST, keyspace.account().limit())) {
            throw new MemoryLimitException();
        }
        long memory = ComposedResult.memory(length, gathering.missing().size());
        boolean isKept = owner.keepsResults() && kept.charge(memory);
        if (!isKept) {
            large.charge(memory);
        }
        ComposedResult result = new ComposedResult(
                gathering.text().write((int) length, gathering.missing()),
                gathering.changes(),
                gathering.deadline(),
                gathering.missing());
        composite.composed((int) length);
        owner.composed(length);
        if (isKept) {
            kept.keep(composite, form, result);
            if (!owner.keepsResults()) {
                kept.drop(composite);
            }
        }
        return result;
    }
}
