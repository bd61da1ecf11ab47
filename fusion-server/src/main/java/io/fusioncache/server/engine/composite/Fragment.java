package io.fusioncache.server.engine.composite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key that composites use, and which these are. Changed only under the lock of {@link CompositeGraph}; read by
 * writers of the key without it.
 *
 * <p>The users stand in an array in no order, so that a fragment of a hundred thousand composites takes one more or one
 * less in O(1). Removing one puts the last into its place, so whoever walks the array goes from the end to the
 * beginning: then a user that moves moves to where the walk has not been yet, and none is left out. A user is added
 * only while no change of this key is under way, so a longer array never takes the place of one that a writer walks
 * through.
 */
final class Fragment {
    /** The object, its key's header, its share of the index and of the hashes there. */
    private static final long FIXED_BYTES = 80;

    /** One composite using one fragment: a place in both arrays and its number. */
    static final long EDGE_BYTES = 16;

    private static final VarHandle USERS = MethodHandles.arrayElementVarHandle(Composite[].class);
    private static final int SMALLEST = 2;

    private final byte[] key;
    private final int hash;
    private volatile @Nullable Composite[] users = new Composite[SMALLEST];
    private int count;
    private @Nullable Composite composite;

    Fragment(byte[] key, int hash) {
        this.key = key;
        this.hash = hash;
    }

    byte[] key() {
        return key;
    }

    int hash() {
        return hash;
    }

    /** The composites that use it, with gaps; to be walked from the end with {@link #at}. */
    @Nullable
    Composite[] users() {
        return users;
    }

    static @Nullable Composite at(@Nullable Composite[] users, int index) {
        return (Composite) USERS.getVolatile(users, index);
    }

    int count() {
        return count;
    }

    /** The composite that has this key, if one has. */
    @Nullable
    Composite composite() {
        return composite;
    }

    void composite(@Nullable Composite newComposite) {
        composite = newComposite;
    }

    /** Adds a user and returns its place. */
    int add(Composite user) {
        @Nullable Composite[] array = users;
        if (count == array.length) {
            array = Arrays.copyOf(array, count + (count >> 1) + 1);
            array[count] = user;
            users = array;
        } else {
            USERS.setVolatile(array, count, user);
        }
        return count++;
    }

    /** Removes the user at a place and returns the one that is there now, or null. */
    @Nullable
    Composite remove(int place) {
        @Nullable Composite[] array = users;
        count--;
        Composite last = array[count];
        Composite moved = place == count ? null : last;
        if (moved != null) {
            USERS.setVolatile(array, place, moved);
        }
        USERS.setVolatile(array, count, null);
        if (count * 4 < array.length && array.length > SMALLEST * 4) {
            users = Arrays.copyOf(array, count * 2);
        }
        return moved;
    }

    /** Bytes it is charged with, its users not included. */
    long memory() {
        return memory(key.length);
    }

    static long memory(int keyLength) {
        return FIXED_BYTES + (keyLength + 7 & -8);
    }
}
