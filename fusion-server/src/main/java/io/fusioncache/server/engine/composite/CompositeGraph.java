package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.EntryGroup;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.KeyText;
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
    private final FragmentIndex fragments = new FragmentIndex();
    private final List<Composite> composites = new ArrayList<>();

    CompositeGraph(Composites owner, MemoryAccount account) {
        this.owner = owner;
        this.account = account;
    }

    /** The reverse index, which may be asked without the lock. */
    FragmentIndex fragments() {
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
    List<Composite> composites() {
        return composites;
    }

    // Registering.

    /**
     * Registers a composite or gives it another recipe. No change of its key or of a fragment is under way meanwhile.
     *
     * @param maxComposites refused when there are so many
     */
    Registration register(EntryGroup keys, byte[] key, byte[][] fragmentKeys, int maxComposites) {
        return locked(() -> {
            EntrySlot slot = keys.open(key);
            EntrySlot[] places = new EntrySlot[fragmentKeys.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = keys.open(fragmentKeys[i]);
            }
            refuseCycle(key, places);
            if (slot.entry() == null) {
                if (composites.size() >= maxComposites) {
                    throw FusionException.limit("there are " + composites.size()
                            + " composites, fusion.max_composites allows " + maxComposites);
                }
                return create(slot, key, fragmentKeys, places);
            }
            if (slot.entry() instanceof Composite composite) {
                return replace(composite, fragmentKeys, places);
            }
            throw FusionException.invalid("key '" + KeyText.of(key) + "' exists and is no composite");
        });
    }

    private static void refuseCycle(byte[] key, EntrySlot[] places) {
        for (EntrySlot place : places) {
            if (place.entry() instanceof Composite inner) {
                String cycle = CycleSearch.find(key, inner);
                if (cycle != null) {
                    throw FusionException.invalid("cycle: " + cycle);
                }
            }
        }
    }

    private Registration create(EntrySlot slot, byte[] key, byte[][] fragmentKeys, EntrySlot[] places) {
        int count = fragmentKeys.length;
        Recipe recipe = new Recipe(count);
        Composite composite = new Composite(owner, key, slot.hash(), recipe);
        for (int i = 0; i < count; i++) {
            Fragment fragment = fragment(fragmentKeys[i], places[i]);
            recipe.set(i, fragment, fragment.add(composite));
        }
        Fragment own = fragments.find(key, slot.hash());
        if (own != null) {
            own.composite(composite);
            composite.asFragment(own);
        }
        composite.listed(composites.size());
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
    private Registration replace(Composite composite, byte[][] fragmentKeys, EntrySlot[] places) {
        Recipe before = composite.recipe();
        int count = fragmentKeys.length;
        Recipe after = new Recipe(count);
        for (int i = 0; i < count; i++) {
            Fragment fragment = fragment(fragmentKeys[i], places[i]);
            int kept = before.indexOf(fragment);
            after.set(i, fragment, kept < 0 ? fragment.add(composite) : before.place(kept));
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

    private Fragment fragment(byte[] key, EntrySlot place) {
        Fragment present = fragments.find(key, place.hash());
        if (present != null) {
            return present;
        }
        Fragment fragment = new Fragment(key, place.hash());
        if (place.entry() instanceof Composite inner) {
            fragment.composite(inner);
            inner.asFragment(fragment);
        }
        fragments.add(fragment);
        account.charge(fragment.memory());
        return fragment;
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
            Composite last = composites.removeLast();
            if (composite.listed() < composites.size()) {
                composites.set(composite.listed(), last);
                last.listed(composite.listed());
            }
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
            changed(composites.toArray(new Composite[0]));
            return true;
        });
    }
}
