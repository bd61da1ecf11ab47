package io.fusioncache.server.engine.composite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a key to what has that key. A look-up takes no lock and makes no object, and one that fails ends at the first
 * free place of the table. Changed only under the lock of {@link CompositeGraph}.
 *
 * <p>Open addressing with the key space's own hash, which an entry carries: nothing is hashed twice. Within one array
 * nothing moves, so a look-up that has taken the array finds what was there throughout. What is found was made before
 * it was added (a release and an acquire); that a writer of a key finds it once it is added is seen to by the lock of
 * the key's segment, under which it is added, so no fence is needed here.
 */
@SuppressWarnings("ReferenceEquality") // What stands here is one object as long as it is here.
final class KeyIndex<T extends Keyed> {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Keyed[].class);
    private static final Keyed TOMBSTONE = new Fragment(new byte[0], 0);
    private static final int SMALLEST = 16;

    private volatile Table table = new Table(SMALLEST);
    private int size;
    private int occupied;

    /**
     * What stands here and, in an array of its own, the hash of each: a search that passes another key's place, and a
     * copy into another table, need not fetch what is there. A hash is written before its object and read after it.
     */
    private static final class Table {
        private final @Nullable Keyed[] places;
        private final int[] hashes;

        Table(int length) {
            this.places = new Keyed[length];
            this.hashes = new int[length];
        }

        @Nullable
        Keyed at(int slot) {
            return (Keyed) SLOTS.getAcquire(places, slot);
        }

        void set(int slot, Keyed keyed, int hash) {
            hashes[slot] = hash;
            SLOTS.setRelease(places, slot, keyed);
        }

        int home(int hash) {
            return (hash ^ hash >>> 16) & places.length - 1;
        }

        int next(int slot) {
            return slot + 1 & places.length - 1;
        }

        /** The place for a key that is not there. */
        int freeSlot(int hash) {
            int slot = home(hash);
            Keyed there = at(slot);
            while (there != null && there != TOMBSTONE) {
                slot = next(slot);
                there = at(slot);
            }
            return slot;
        }
    }

    /** What has that key, or null. O(1). */
    @SuppressWarnings("unchecked") // Nothing else is added, and the tombstone is left out.
    @Nullable
    T find(byte[] key, int hash) {
        Table now = table;
        int slot = now.home(hash);
        while (true) {
            Keyed there = now.at(slot);
            if (there == null) {
                return null;
            }
            if (now.hashes[slot] == hash && there != TOMBSTONE && Arrays.equals(there.key(), key)) {
                return (T) there;
            }
            slot = now.next(slot);
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** Adds something whose key is not there. */
    void add(T added) {
        if ((occupied + 1) * 2 > table.hashes.length) {
            rebuild();
        }
        Table now = table;
        int slot = now.freeSlot(added.hash());
        occupied += now.at(slot) == null ? 1 : 0;
        size++;
        now.set(slot, added, added.hash());
    }

    /** Removes something that is there. */
    void remove(T removed) {
        Table now = table;
        int slot = now.home(removed.hash());
        while (now.at(slot) != removed) {
            slot = now.next(slot);
        }
        SLOTS.setRelease(now.places, slot, TOMBSTONE);
        size--;
        if (size * 8 < now.hashes.length && now.hashes.length > SMALLEST) {
            rebuild();
        }
    }

    @SuppressWarnings("unchecked") // As above.
    void forEach(Consumer<T> visitor) {
        for (Keyed there : table.places) {
            if (there != null && there != TOMBSTONE) {
                visitor.accept((T) there);
            }
        }
    }

    private void rebuild() {
        Table before = table;
        Table after = new Table(Math.max(SMALLEST, Integer.highestOneBit(size) * 4));
        for (int from = 0; from < before.hashes.length; from++) {
            Keyed there = before.places[from];
            if (there != null && there != TOMBSTONE) {
                int hash = before.hashes[from];
                int slot = after.freeSlot(hash);
                after.hashes[slot] = hash;
                after.places[slot] = there;
            }
        }
        occupied = size;
        table = after;
    }
}
