package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.ChangeReason;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.KeyWatcher;
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
 * through, and the lock of the key's segment sees to it that the next writer finds the user. Beside that, whoever finds
 * a user gone finds what was done before it was removed: a release and an acquire, and no fence.
 */
final class Fragment implements Keyed, KeyWatcher {
    /** The object, its key's header, its share of the index with the hashes there. */
    private static final long FIXED_BYTES = 80;

    /** One composite using one fragment: a place in both arrays and its number. */
    static final long EDGE_BYTES = 16;

    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(Composite[].class);
    private static final VarHandle USERS;
    private static final int SMALLEST = 2;

    static {
        try {
            USERS = MethodHandles.lookup().findVarHandle(Fragment.class, "users", Composite[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final @Nullable Composite[] NONE = new Composite[0];

    private final CompositeGraph graph;
    private volatile byte[] key;
    private final int hash;

    /** Read and written through its handle but for the first one, which goes with the fragment. */
    private @Nullable Composite[] users = new Composite[SMALLEST];

    private int count;
    private @Nullable Composite composite;

    Fragment(CompositeGraph graph, byte[] key, int hash) {
        this.graph = graph;
        this.key = key;
        this.hash = hash;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public void changed(byte[] sameKey, @Nullable Entry before, @Nullable Entry after, ChangeReason reason) {
        // When all keys go, the composites go with them, and nobody can begin to read one of them any more.
        if (reason != ChangeReason.CLEARED) {
            share(sameKey);
            graph.changed(this);
        }
    }

    /** True when no composite uses it any more; then another fragment is made for the key when one does again. */
    @Override
    public boolean isGone() {
        return count == 0;
    }

    /**
     * Takes the key space's own array for the key in the place of one with the same bytes. A search that is given this
     * very array need not fetch the bytes from memory to compare them, and there is one array less.
     */
    @SuppressWarnings("ReferenceEquality") // Which array it is, is the question.
    private void share(byte[] sameKey) {
        if (key != sameKey) {
            key = sameKey;
        }
    }

    @Override
    public int hash() {
        return hash;
    }

    /** The composites that use it, with gaps; to be walked from the end with {@link #at}. */
    @Nullable
    Composite[] users() {
        return (@Nullable Composite[]) USERS.getAcquire(this);
    }

    static @Nullable Composite at(@Nullable Composite[] users, int index) {
        return (Composite) PLACES.getAcquire(users, index);
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
            USERS.setRelease(this, array);
        } else {
            PLACES.setRelease(array, count, user);
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
            PLACES.setRelease(array, place, moved);
        }
        PLACES.setRelease(array, count, null);
        if (count == 0) {
            // An entry may keep this object until it changes.
            USERS.setRelease(this, NONE);
        } else if (count * 4 < array.length && array.length > SMALLEST * 4) {
            USERS.setRelease(this, Arrays.copyOf(array, count * 2));
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
