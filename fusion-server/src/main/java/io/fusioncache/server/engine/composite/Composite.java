package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.CompositeEntry;
import io.fusioncache.server.engine.keyspace.KeyWatcher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A composite: its recipe, the count of changes by which its results are judged, and the results that are kept. It
 * stands in the key space itself, so a read finds it with one look-up.
 */
final class Composite extends CompositeEntry implements Keyed {
    /** The object beyond an entry, its lock, its recipe, its places in the index and in the list of those that keep. */
    private static final long FIXED_BYTES = 240;

    private static final VarHandle CHANGES;
    private static final VarHandle STRINGS;
    private static final VarHandle JSON;
    private static final VarHandle HITS;
    private static final VarHandle COMPOSITIONS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CHANGES = lookup.findVarHandle(Composite.class, "changes", long.class);
            STRINGS = lookup.findVarHandle(Composite.class, "strings", ComposedResult.class);
            JSON = lookup.findVarHandle(Composite.class, "json", ComposedResult.class);
            HITS = lookup.findVarHandle(Composite.class, "hits", long.class);
            COMPOSITIONS = lookup.findVarHandle(Composite.class, "compositions", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Composites owner;
    private final ReentrantLock composing = new ReentrantLock();
    private volatile Recipe recipe;
    private volatile long changes;
    private volatile @Nullable ComposedResult strings;
    private volatile @Nullable ComposedResult json;
    private volatile @Nullable Fragment asFragment;
    private volatile boolean isGone;

    @SuppressWarnings("unused") // Through its handle.
    private long hits;

    @SuppressWarnings("unused") // Through its handle.
    private volatile long compositions;

    /** One more than its place; 0 for none. Written under the lock of {@link KeptResults}. */
    private volatile int keptAt;

    /** How long the last result was, in bytes; written by whoever composes, last one wins. */
    private volatile int lastLength;

    private long hitsSeen;

    Composite(Composites owner, byte[] key, int hash, Recipe recipe) {
        super(hash, key);
        this.owner = owner;
        this.recipe = recipe;
    }

    @Override
    protected byte @Nullable [] text() {
        return owner.keptText(this);
    }

    @Override
    public long memoryBeside() {
        long kept = 0;
        for (ResultForm form : ResultForm.values()) {
            ComposedResult result = kept(form);
            kept += result == null ? 0 : result.memory();
        }
        return memory(recipe.size()) + kept;
    }

    @Override
    protected @Nullable KeyWatcher ownWatcher() {
        return asFragment;
    }

    @Override
    protected void gone() {
        owner.gone(this);
    }

    /** Held while it is composed, so that many readers cause one composition. Nothing is waited for under it. */
    ReentrantLock composing() {
        return composing;
    }

    Recipe recipe() {
        return recipe;
    }

    void recipe(Recipe newRecipe) {
        recipe = newRecipe;
    }

    long changes() {
        return changes;
    }

    /** Counts a change: no result composed before is current any more. */
    void changed() {
        CHANGES.getAndAdd(this, 1L);
    }

    @Nullable
    ComposedResult kept(ResultForm form) {
        return form == ResultForm.STRINGS ? strings : json;
    }

    /** Keeps another result, or none, and returns the one kept until now. */
    @Nullable
    ComposedResult keep(ResultForm form, @Nullable ComposedResult result) {
        return (ComposedResult) (form == ResultForm.STRINGS ? STRINGS : JSON).getAndSet(this, result);
    }

    /** Its own key as a fragment of others, or null when no composite uses it. */
    @Nullable
    Fragment asFragment() {
        return asFragment;
    }

    void asFragment(@Nullable Fragment fragment) {
        asFragment = fragment;
    }

    boolean isGone() {
        return isGone;
    }

    void setGone() {
        isGone = true;
    }

    /** Counts a read of a kept result. Not atomic, so that readers don't get into each other's way: may lose some. */
    void hit() {
        HITS.setOpaque(this, (long) HITS.getOpaque(this) + 1);
    }

    long hits() {
        return (long) HITS.getOpaque(this);
    }

    /** Counts a composition. */
    void composed(int length) {
        COMPOSITIONS.getAndAdd(this, 1L);
        lastLength = length;
    }

    /** How long the last result was, in bytes; 0 before the first. */
    int lastLength() {
        return lastLength;
    }

    long compositions() {
        return compositions;
    }

    /** Its place among those that keep results, or -1. */
    int keptAt() {
        return keptAt - 1;
    }

    void keptAt(int place) {
        keptAt = place + 1;
    }

    /** True when it was read since it was asked last. Under the lock of {@link KeptResults}. */
    boolean takeUse() {
        long now = hits();
        boolean used = now != hitsSeen;
        hitsSeen = now;
        return used;
    }

    /** Bytes it is charged with beside its entry, kept results not included. */
    static long memory(int fragments) {
        return FIXED_BYTES + Fragment.EDGE_BYTES * fragments;
    }
}
