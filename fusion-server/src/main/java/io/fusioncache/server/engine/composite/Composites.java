package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.KeyText;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.Reclaimable;
import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cache Fusion. Composites are keys of a {@link Keyspace}: they are found, listed and removed there as any other key,
 * and go with the others when it is cleared; they can't be written and are never evicted. Safe for use by any number of
 * threads.
 *
 * <p>Recipes, both indexes and kept results are charged to the key space's account. Kept results are given back before
 * a key is evicted.
 */
public final class Composites {
    /** A reference, in a list, in the one that it grows out of, and beside it when it is sorted. */
    private static final int PLACE_BYTES = 16;

    /** A result longer than this takes long to compose or to copy, in bytes. */
    private static final int LONG = 128 * 1024;

    private final Keyspace keyspace;
    private final MemoryAccount account;
    private final CompositeGraph graph;
    private final KeptResults kept;
    private final Composer composer;
    private volatile boolean hadLong;
    private volatile FusionSettings settings = FusionSettings.DEFAULT;

    /**
     * No composites yet, over a key space whose keys nobody watches.
     *
     * @param initial may be changed later with {@link #apply}
     */
    public Composites(Keyspace keyspace, FusionSettings initial) {
        this.keyspace = keyspace;
        this.account = keyspace.account();
        this.graph = new CompositeGraph(this, keyspace);
        this.kept = new KeptResults(account);
        this.composer = new Composer(this, keyspace, kept);
        keyspace.reclaimable(new KeptMemory());
        keyspace.watchers(graph.fragments()::find);
        apply(initial);
    }

    private final class KeptMemory implements Reclaimable {
        @Override
        public boolean reclaim() {
            return kept.reclaim();
        }

        @Override
        public long reclaimableBytes() {
            return kept.bytes();
        }
    }

    // Settings.

    /** How it behaves now. */
    public FusionSettings settings() {
        return settings;
    }

    /**
     * Changes how it behaves. Turning it off keeps the registrations and drops what is kept, as turning the keeping off
     * does; a lower limit leaves what is registered. O(composites) when something is turned on or off.
     */
    public synchronized void apply(FusionSettings newSettings) {
        boolean wasEnabled = settings.enabled();
        if (newSettings.enabled() && !wasEnabled) {
            keyspace.tellsWatchers(true);
            // Nobody counted while it was off.
            graph.allChanged();
        }
        settings = newSettings;
        if (!newSettings.enabled() && wasEnabled) {
            keyspace.tellsWatchers(false);
        }
        if (!keepsResults()) {
            kept.dropAll();
        }
    }

    /** True when results are kept. */
    boolean keepsResults() {
        FusionSettings now = settings;
        return now.enabled() && now.cacheComposed();
    }

    private FusionSettings enabledSettings() {
        FusionSettings now = settings;
        if (!now.enabled()) {
            throw FusionException.disabled();
        }
        return now;
    }

    // Commands.

    /**
     * Registers a composite, or gives it another list of fragments in one step. O(fragments).
     *
     * @throws FusionException when it is disabled, passes a limit, or is no composite that could be
     * @throws MemoryLimitException when there is no room
     */
    public Registration fuse(byte[] key, byte[][] fragments) {
        FusionSettings now = enabledSettings();
        int count = fragments.length;
        if (count == 0) {
            throw FusionException.invalid("a composite needs one fragment at least");
        }
        if (count > now.maxFragments()) {
            throw FusionException.limit(count + " fragments, fusion.max_fragments allows " + now.maxFragments());
        }
        // Each key is hashed once, for all that follows.
        int[] hashes = new int[count + 1];
        long reserved = Composite.memory(count) + Fragment.memory(key.length);
        for (int i = 0; i < count; i++) {
            hashes[i] = keyspace.hash(fragments[i]);
            reserved += Fragment.memory(fragments[i].length);
        }
        hashes[count] = keyspace.hash(key);
        refuse(key, fragments, hashes);
        if (!keyspace.tryCharge(reserved)) {
            throw new MemoryLimitException();
        }
        return keyspace.composing(
                hashes, reserved, keys -> graph.register(keys, key, fragments, hashes, now.maxComposites()));
    }

    private static void refuse(byte[] key, byte[][] fragments, int[] hashes) {
        for (int i = 0; i < fragments.length; i++) {
            if (hashes[i] == hashes[fragments.length] && Arrays.equals(fragments[i], key)) {
                throw FusionException.invalid("cycle: " + CycleSearch.ofItself(key));
            }
            for (int j = 0; j < i; j++) {
                if (hashes[i] == hashes[j] && Arrays.equals(fragments[i], fragments[j])) {
                    throw FusionException.invalid("fragment '" + KeyText.of(fragments[i]) + "' is listed twice");
                }
            }
        }
    }

    /**
     * The result of a composite. O(1) while the kept one is current, else one read of each fragment.
     *
     * @return null when there is no such composite
     * @throws FusionException when it is disabled, or a fragment is missing and results must be complete
     * @throws MemoryLimitException when the result is too long for the memory there is
     */
    public @Nullable ComposedResult read(byte[] key, ResultForm form) {
        FusionSettings now = enabledSettings();
        if (!(keyspace.peek(key) instanceof Composite composite)) {
            return null;
        }
        ComposedResult result = composer.read(composite, form);
        if (now.requireComplete() && !result.isComplete()) {
            throw FusionException.incomplete(result.missing());
        }
        return result;
    }

    /**
     * True when reading a composite may take longer than others should wait for: when a long result has to be composed,
     * or to be copied. Judged by the last result, and by the fragments where any of them may be large. O(1) as long as
     * the kept result is current or short.
     *
     * @param copies true when the result will be copied; else it is referred to
     */
    public boolean isSlow(byte[] key, ResultForm form, boolean copies) {
        if (!mayBeSlow() || !settings.enabled() || !(keyspace.peek(key) instanceof Composite composite)) {
            return false;
        }
        ComposedResult result = composer.current(composite, form, composite.changes());
        if (result != null) {
            return copies && result.json().length > LONG;
        }
        return composite.lastLength() > LONG || (keyspace.holdsLarge() && hasLarge(composite));
    }

    /**
     * True when there may be a composite that {@link #isSlow} is true for: once any result was long, or while a value
     * is large. O(1).
     */
    public boolean mayBeSlow() {
        return hadLong || keyspace.holdsLarge();
    }

    /** Notes how long a result has become, in bytes. */
    void composed(long length) {
        if (length > LONG && !hadLong) {
            hadLong = true;
        }
    }

    private boolean hasLarge(Composite composite) {
        return composite.recipe().keys().stream().anyMatch(this::isLarge);
    }

    private boolean isLarge(byte[] fragment) {
        return keyspace.peek(fragment) instanceof Composite inner
                ? inner.lastLength() > LONG
                : keyspace.isLarge(fragment);
    }

    /**
     * Removes a composite and what is kept of it; its fragments stay.
     *
     * @return false when there is no such composite
     * @throws FusionException when it is disabled
     */
    public boolean unfuse(byte[] key) {
        enabledSettings();
        int hash = keyspace.hash(key);
        return keyspace.composing(new int[] {hash}, 0, keys -> {
            var slot = keys.open(key, hash);
            boolean isComposite = slot.entry() instanceof Composite;
            if (isComposite) {
                slot.remove();
            }
            return isComposite;
        });
    }

    /**
     * What is known about a composite, or null when there is none. O(fragments).
     *
     * @throws FusionException when it is disabled
     */
    public @Nullable CompositeInfo info(byte[] key) {
        enabledSettings();
        if (!(keyspace.peek(key) instanceof Composite composite)) {
            return null;
        }
        long least = composite.changes();
        List<byte[]> fragments = composite.recipe().keys();
        List<byte[]> missing =
                fragments.stream().filter(one -> keyspace.peek(one) == null).toList();
        long bytes = 0;
        boolean isClean = false;
        for (ResultForm form : ResultForm.values()) {
            ComposedResult result = composite.kept(form);
            bytes += result == null ? 0 : result.json().length;
            isClean |= composer.current(composite, form, least) != null;
        }
        return new CompositeInfo(fragments, missing, isClean, bytes, composite.compositions(), composite.hits());
    }

    /**
     * The composites whose key suits, sorted. O(n log n).
     *
     * @throws FusionException when it is disabled
     */
    public List<byte[]> list(Predicate<byte[]> suits) {
        enabledSettings();
        List<byte[]> keys = graph.locked(() -> {
            List<byte[]> all = new ArrayList<>(graph.composites().size());
            graph.composites().forEach(composite -> all.add(composite.key()));
            return all;
        });
        keys.removeIf(key -> !suits.test(key));
        keys.sort(Arrays::compareUnsigned);
        return keys;
    }

    /**
     * The composites that use a key directly, sorted. O(n log n) of what is returned.
     *
     * @throws FusionException when it is disabled
     */
    public List<byte[]> usersOf(byte[] key) {
        enabledSettings();
        List<byte[]> users = graph.locked(() -> {
            List<byte[]> keys = new ArrayList<>();
            Fragment fragment = graph.fragments().find(key, keyspace.hash(key));
            if (fragment != null) {
                for (Composite user : fragment.users()) {
                    if (user != null) {
                        keys.add(user.key());
                    }
                }
            }
            return keys;
        });
        users.sort(Arrays::compareUnsigned);
        return users;
    }

    /** What {@link #list} takes at most, in bytes. */
    public long listBytes() {
        return (long) PLACE_BYTES * size();
    }

    /** What {@link #usersOf} takes, in bytes, when nothing changes meanwhile. */
    public long usersBytes(byte[] key) {
        return graph.locked(() -> {
            Fragment fragment = graph.fragments().find(key, keyspace.hash(key));
            return fragment == null ? 0L : (long) PLACE_BYTES * fragment.count();
        });
    }

    /** Composites now. */
    public int size() {
        return graph.locked(() -> graph.composites().size());
    }

    /** Bytes charged for results that are kept. */
    public long keptBytes() {
        return kept.bytes();
    }

    // What composites call.

    /** The kept text that a plain read of the composite gives, or null. */
    byte @Nullable [] keptText(Composite composite) {
        FusionSettings now = settings;
        ComposedResult result =
                now.enabled() ? composer.current(composite, ResultForm.STRINGS, composite.changes()) : null;
        return result == null || (now.requireComplete() && !result.isComplete()) ? null : result.json();
    }

    /** The composite's key is gone from the key space. */
    void gone(Composite composite) {
        graph.remove(composite);
        kept.drop(composite);
    }

    // For tests.

    CompositeGraph graph() {
        return graph;
    }
}
