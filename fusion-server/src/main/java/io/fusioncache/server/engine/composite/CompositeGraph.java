package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.EntryGroup;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.KeyText;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who uses whom: the recipes of all composites and the reverse index, changed together under one lock. The lock is
 * taken after those of the key space and before none of them; it is held for a moment, and readers and writers of keys
 * in no nested composite never take it.
 */
final class CompositeGraph {
    private final Composites owner;
    private final MemoryAccount account;
    private final ReentrantLock lock = new ReentrantLock();
    private final KeyIndex<Fragment> fragments = new KeyIndex<>();
    private final KeyIndex<Composite> composites = new KeyIndex<>();

    /** Where the result of looking goes, so that it is not left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    CompositeGraph(Composites owner, Keyspace keyspace) {
        this.owner = owner;
        this.account = keyspace.account();
    }

    /**
     * The reverse index: from a key to the {@link Fragment} that it is, if a composite uses it. The first write of a
     * key and the first one after it became a fragment ask it, without the lock; then the key's entry knows.
     */
    KeyIndex<Fragment> fragments() {
        return fragments;
    }

    <R> R locked(Supplier<R> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** All composites, for a walk under the lock. */
    KeyIndex<Composite> composites() {
        return composites;
    }

    // Registering.

    /**
     * Registers a composite or gives it another recipe. No change of its key or of a fragment is under way meanwhile.
     *
     * @param hashes of the fragments' keys, and last of the composite's
     * @param maxComposites refused when there are so many
     */
    Registration register(EntryGroup keys, byte[] key, byte[][] fragmentKeys, int[] hashes, int maxComposites) {
        return locked(() -> {
            touched = touch(keys, hashes);
            EntrySlot slot = keys.open(key, hashes[fragmentKeys.length]);
            @Nullable Composite[] inner = composites(fragmentKeys, hashes);
            refuseCycle(key, inner);
            if (slot.entry() == null) {
                if (composites.size() >= maxComposites) {
                    throw FusionException.limit("there are " + composites.size()
                            + " composites, fusion.max_composites allows " + maxComposites);
                }
                return create(slot, key, fragmentKeys, fragments(keys, fragmentKeys, hashes, inner));
            }
            if (slot.entry() instanceof Composite composite) {
                return replace(composite, fragments(keys, fragmentKeys, hashes, inner));
            }
            throw FusionException.invalid("key '" + KeyText.of(key) + "' exists and is no composite");
        });
    }

    /** Reads what will be looked up and added: none of it needs another's result, so the waits for memory overlap. */
    private int touch(EntryGroup keys, int[] hashes) {
        int last = hashes.length - 1;
        int read = composites.touch(hashes[last]);
        for (int i = 0; i < last; i++) {
            read += fragments.touch(hashes[i]) + keys.touch(hashes[i]);
        }
        return read;
    }

    /**
     * Those of the keys that are composites, in their places. Asks the index of composites, which is small, and not the
     * key space: most fragments are plain keys, of which nothing else would be wanted.
     */
    private @Nullable Composite[] composites(byte[][] keys, int[] hashes) {
        @Nullable Composite[] found = new Composite[keys.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = composites.find(keys[i], hashes[i]);
        }
        return found;
    }

    private static void refuseCycle(byte[] key, @Nullable Composite[] composites) {
        for (Composite inner : composites) {
            if (inner != null) {
                String cycle = CycleSearch.find(key, inner);
                if (cycle != null) {
                    throw FusionException.invalid("cycle: " + cycle);
                }
            }
        }
    }

    private Registration create(EntrySlot slot, byte[] key, byte[][] fragmentKeys, Fragment[] used) {
        int count = used.length;
        Recipe recipe = new Recipe(count);
        Composite composite = new Composite(owner, key, slot.hash(), recipe);
        for (int i = 0; i < count; i++) {
            recipe.set(i, used[i], used[i].add(composite));
        }
        Fragment own = fragments.find(key, slot.hash());
        if (own != null) {
            own.composite(composite);
            composite.asFragment(own);
        }
        composites.add(composite);
        account.charge(Composite.memory(count));
        // Now it can be found, and the composites that wait for this key hear of it as of any other key.
        slot.put(composite);
        return new Registration(true, count, List.of(fragmentKeys), List.of());
    }

    /**
     * Another recipe for a composite. The new edges come first, then the recipe, then the change is counted, and only
     * then the old edges go: at no moment is there a result that counts as current and depends on a key whose changes
     * would not be counted.
     */
    private Registration replace(Composite composite, Fragment[] used) {
        Recipe before = composite.recipe();
        int count = used.length;
        Recipe after = new Recipe(count);
        for (int i = 0; i < count; i++) {
            int kept = before.indexOf(used[i]);
            after.set(i, used[i], kept < 0 ? used[i].add(composite) : before.place(kept));
        }
        account.charge(Composite.memory(count) - Composite.memory(before.size()));
        composite.recipe(after);
        changed(new Composite[] {composite});
        for (int i = 0; i < before.size(); i++) {
            if (after.indexOf(before.fragment(i)) < 0) {
                removeEdge(before.fragment(i), before.place(i));
            }
        }
        return new Registration(false, count, after.keysNotIn(before), before.keysNotIn(after));
    }

    /**
     * The fragments of these keys; those that are not there yet are added and charged, and hear of their keys' changes
     * from now on.
     *
     * @param group the keys, under their lock
     * @param composites those of the keys that are composites, in their places
     */
    private Fragment[] fragments(EntryGroup group, byte[][] keys, int[] hashes, @Nullable Composite[] composites) {
        Fragment[] used = new Fragment[keys.length];
        long added = 0;
        for (int i = 0; i < used.length; i++) {
            Fragment fragment = fragments.find(keys[i], hashes[i]);
            if (fragment == null) {
                fragment = new Fragment(this, keys[i], hashes[i]);
                fragments.add(fragment);
                added += fragment.memory();
                watch(fragment, group, composites[i]);
            }
            used[i] = fragment;
        }
        account.charge(added);
        return used;
    }

    private static void watch(Fragment fragment, EntryGroup keys, @Nullable Composite composite) {
        if (composite == null) {
            keys.watch(fragment.hash());
        } else {
            fragment.composite(composite);
            composite.asFragment(fragment);
        }
    }

    private void removeEdge(Fragment fragment, int place) {
        Composite moved = fragment.remove(place);
        if (moved != null) {
            moved.recipe().moved(fragment, place);
        }
        if (fragment.count() == 0) {
            fragments.remove(fragment);
            account.release(fragment.memory());
            Composite inner = fragment.composite();
            if (inner != null) {
                inner.asFragment(null);
            }
        }
    }

    /** Forgets a composite whose key is gone from the key space, and of which the composites that use it have heard. */
    void remove(Composite composite) {
        locked(() -> {
            composite.setGone();
            Recipe recipe = composite.recipe();
            for (int i = 0; i < recipe.size(); i++) {
                removeEdge(recipe.fragment(i), recipe.place(i));
            }
            Fragment own = composite.asFragment();
            if (own != null) {
                own.composite(null);
                composite.asFragment(null);
            }
            composites.remove(composite);
            account.release(Composite.memory(recipe.size()));
            return true;
        });
    }

    // Changes.

    /** Counts a change of a fragment in every composite that uses it, directly or through others. */
    void changed(Fragment fragment) {
        @Nullable Composite[] users = fragment.users();
        boolean isNested = false;
        for (int i = users.length - 1; i >= 0; i--) {
            Composite user = Fragment.at(users, i);
            if (user != null) {
                user.changed();
                isNested |= user.asFragment() != null;
            }
        }
        if (isNested) {
            locked(() -> {
                changed(fragment.users());
                return true;
            });
        }
    }

    /** Counts a change in composites and in those that use them, inner ones first. Under the lock. */
    private static void changed(@Nullable Composite[] starts) {
        OutwardWalk.innerFirst(starts).forEach(Composite::changed);
    }

    /** Counts a change in every composite. */
    void allChanged() {
        locked(() -> {
            List<Composite> all = new ArrayList<>(composites.size());
            composites.forEach(all::add);
            changed(all.toArray(new Composite[0]));
            return true;
        });
    }
}
