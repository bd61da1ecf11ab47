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

    private volatile @Nullable Fragment[] table = new Fragment[SMALLEST];
    private int size;
    private int occupied;

    /** The fragment of that key, or null. O(1). */
    @Nullable
    Fragment find(byte[] key, int hash) {
        @Nullable Fragment[] array = table;
        int slot = home(hash, array.length);
        while (true) {
            Fragment fragment = (Fragment) SLOTS.getVolatile(array, slot);
            if (fragment == null) {
                return null;
            }
            if (fragment.hash() == hash && fragment != TOMBSTONE && Arrays.equals(fragment.key(), key)) {
                return fragment;
            }
            slot = slot + 1 & array.length - 1;
        }
    }

    /** Fragments in the index. */
    int size() {
        return size;
    }

    /** Adds a fragment that is not there. */
    void add(Fragment fragment) {
        if ((occupied + 1) * 2 > table.length) {
            rebuild();
        }
        @Nullable Fragment[] array = table;
        int slot = home(fragment.hash(), array.length);
        while (array[slot] != null && array[slot] != TOMBSTONE) {
            slot = slot + 1 & array.length - 1;
        }
        occupied += array[slot] == null ? 1 : 0;
        size++;
        SLOTS.setVolatile(array, slot, fragment);
    }

    /** Removes a fragment that is there. */
    void remove(Fragment fragment) {
        @Nullable Fragment[] array = table;
        int slot = home(fragment.hash(), array.length);
        while (array[slot] != fragment) {
            slot = slot + 1 & array.length - 1;
        }
        SLOTS.setVolatile(array, slot, TOMBSTONE);
        size--;
        if (size * 8 < array.length && array.length > SMALLEST) {
            rebuild();
        }
    }

    void forEach(Consumer<Fragment> visitor) {
        for (Fragment fragment : table) {
            if (fragment != null && fragment != TOMBSTONE) {
                visitor.accept(fragment);
            }
        }
    }

    private void rebuild() {
        int length = Math.max(SMALLEST, Integer.highestOneBit(size) * 4);
        @Nullable Fragment[] array = new Fragment[length];
        forEach(fragment -> {
            int slot = home(fragment.hash(), length);
            while (array[slot] != null) {
                slot = slot + 1 & length - 1;
            }
            array[slot] = fragment;
        });
        occupied = size;
        table = array;
    }

    private static int home(int hash, int length) {
        return (hash ^ hash >>> 16) & length - 1;
    }
}
