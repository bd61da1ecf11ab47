package io.fusioncache.server.engine.composite;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a key to what has that key. A look-up takes no lock and makes no object, and one that fails ends at the first
 * free place. Changed only under the lock of {@link CompositeGraph}.
 *
 * <p>The hash is the key space's own, which an entry carries: nothing is hashed twice. Within one {@link KeyTable}
 * nothing moves, so a look-up that has taken the table finds what was there throughout. What is found was made before
 * it was added (a release and an acquire); that a writer of a key finds it once it is added is seen to by the lock of
 * the key's segment, under which it is added, so no fence is needed here.
 */
final class KeyIndex<T extends Keyed> {
    private static final int SMALLEST = 16;

    private volatile KeyTable table = new KeyTable(SMALLEST);
    private int size;
    private int occupied;

    /** What has that key, or null. O(1). */
    @SuppressWarnings("unchecked") // Nothing else is added.
    @Nullable
    T find(byte[] key, int hash) {
        return (T) table.find(key, hash);
    }

    /**
     * Reads what looking up and adding a key with that hash reads first, so that it is in the processor's cache then.
     *
     * @return a number made of what was read; whoever keeps it keeps the compiler from leaving the read out
     */
    int touch(int hash) {
        return table.touch(hash);
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** Adds something whose key is not there. */
    void add(T added) {
        if ((occupied + 1) * 2 > table.length()) {
            rebuild();
        }
        occupied += table.add(added) ? 1 : 0;
        size++;
    }

    /** Removes something that is there. */
    void remove(T removed) {
        KeyTable now = table;
        now.remove(removed);
        size--;
        if (size * 8 < now.length() && now.length() > SMALLEST) {
            rebuild();
        }
    }

    @SuppressWarnings("unchecked") // As above.
    void forEach(Consumer<T> visitor) {
        KeyTable now = table;
        for (int place = 0; place < now.length(); place++) {
            Keyed there = now.at(place);
            if (there != null) {
                visitor.accept((T) there);
            }
        }
    }

    private void rebuild() {
        KeyTable after = new KeyTable(Math.max(SMALLEST, Integer.highestOneBit(size) * 4));
        after.addAll(table);
        occupied = size;
        table = after;
    }
}
