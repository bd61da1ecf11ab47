package io.fusioncache.server.engine.composite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reverse index: from a key to the {@link Fragment} that it is, if a composite uses it. Every write asks it, so a
 * look-up takes no lock and makes no object, and one that fails ends at the first free place of the table. Changed only
 * under the lock of {@link CompositeGraph}.
 *
 * <p>Open addressing with the key space's own hash, which an entry carries: nothing is hashed twice. Within one array a
 * fragment does not move, so a look-up that has taken the array finds what was there throughout.
 */
@SuppressWarnings("ReferenceEquality") // A fragment is one object as long as it is in the index.
final class FragmentIndex {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Fragment[].class);
    private static final Fragment TOMBSTONE = new Fragment(new byte[0], 0);
    private static final int SMALLEST = 16;

    private volatile Table table = new Table(SMALLEST);
    private int size;
    private int occupied;

    /**
     * The fragments and, in an array of its own, the hash of each: a search that passes another key's place, and a copy
     * into another table, need not fetch the fragment. A hash is written before its fragment and read after it.
     */
    private static final class Table {
        private final @Nullable Fragment[] fragments;
        private final int[] hashes;

        Table(int length) {
            this.fragments = new Fragment[length];
            this.hashes = new int[length];
        }

        @Nullable
        Fragment at(int slot) {
            return (Fragment) SLOTS.getVolatile(fragments, slot);
        }

        void set(int slot, Fragment fragment, int hash) {
            hashes[slot] = hash;
            SLOTS.setVolatile(fragments, slot, fragment);
        }

        int home(int hash) {
            return (hash ^ hash >>> 16) & fragments.length - 1;
        }

        int next(int slot) {
            return slot + 1 & fragments.length - 1;
        }

        /** The place for a fragment that is not there. */
        int freeSlot(int hash) {
            int slot = home(hash);
            Fragment there = at(slot);
            while (there != null && there != TOMBSTONE) {
                slot = next(slot);
                there = at(slot);
            }
            return slot;
        }
    }

    /** The fragment of that key, or null. O(1). */
    @Nullable
    Fragment find(byte[] key, int hash) {
        Table now = table;
        int slot = now.home(hash);
        while (true) {
            Fragment fragment = now.at(slot);
            if (fragment == null) {
                return null;
            }
            if (now.hashes[slot] == hash && fragment != TOMBSTONE && Arrays.equals(fragment.key(), key)) {
                return fragment;
            }
            slot = now.next(slot);
        }
    }

    /** Fragments in the index. */
    int size() {
        return size;
    }

    /** Adds a fragment that is not there. */
    void add(Fragment fragment) {
        if ((occupied + 1) * 2 > table.hashes.length) {
            rebuild();
        }
        Table now = table;
        int slot = now.freeSlot(fragment.hash());
        occupied += now.at(slot) == null ? 1 : 0;
        size++;
        now.set(slot, fragment, fragment.hash());
    }

    /** Removes a fragment that is there. */
    void remove(Fragment fragment) {
        Table now = table;
        int slot = now.home(fragment.hash());
        while (now.at(slot) != fragment) {
            slot = now.next(slot);
        }
        SLOTS.setVolatile(now.fragments, slot, TOMBSTONE);
        size--;
        if (size * 8 < now.hashes.length && now.hashes.length > SMALLEST) {
            rebuild();
        }
    }

    void forEach(Consumer<Fragment> visitor) {
        for (Fragment fragment : table.fragments) {
            if (fragment != null && fragment != TOMBSTONE) {
                visitor.accept(fragment);
            }
        }
    }

    private void rebuild() {
        Table before = table;
        Table after = new Table(Math.max(SMALLEST, Integer.highestOneBit(size) * 4));
        for (int from = 0; from < before.hashes.length; from++) {
            Fragment fragment = before.fragments[from];
            if (fragment != null && fragment != TOMBSTONE) {
                int hash = before.hashes[from];
                after.set(after.freeSlot(hash), fragment, hash);
            }
        }
        occupied = size;
        table = after;
    }
}
