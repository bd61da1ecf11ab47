package io.fusioncache.server.engine.composite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One table of a {@link KeyIndex}: open addressing, linear probing. Changed only under the lock of
 * {@link CompositeGraph}; any number look keys up meanwhile.
 *
 * <p>What stands here is in one array and its hash in another, so a search fetches no other key's object, and a copy
 * into another table none at all. An object is written before its hash and read after it.
 *
 * <p>The objects are in pieces, because a long array is old from the first to the collector, and then each reference
 * that is copied into it costs a memory fence. Pieces are young while they are filled.
 */
final class KeyTable {
    private static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Keyed[].class);
    private static final VarHandle CODES = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int PIECE_BITS = 12;
    private static final int PIECE_MASK = (1 << PIECE_BITS) - 1;

    /** Set in the hash that stands in a place; in a place without an object it is not. */
    private static final int TAKEN = 1 << 31;

    private static final int FREE = 0;
    private static final int REMOVED = 1;

    private final int[] codes;
    private final @Nullable Keyed[][] objects;

    /** @param length a power of two */
    KeyTable(int length) {
        this.codes = new int[length];
        this.objects = new Keyed[((length - 1) >>> PIECE_BITS) + 1][Math.min(length, 1 << PIECE_BITS)];
    }

    int length() {
        return codes.length;
    }

    /** What has that key, or null. O(1). */
    @Nullable
    Keyed find(byte[] key, int hash) {
        int wanted = hash | TAKEN;
        int place = home(wanted);
        while (true) {
            int code = (int) CODES.getAcquire(codes, place);
            if (code == FREE) {
                return null;
            }
            if (code == wanted) {
                Keyed there = at(place);
                if (there != null && Arrays.equals(there.key(), key)) {
                    return there;
                }
            }
            place = next(place);
        }
    }

    /** Reads what a search for a key with that hash reads first; a number made of that. */
    int touch(int hash) {
        return codes[home(hash | TAKEN)];
    }

    /**
     * Adds something whose key is not there. There has to be a free place.
     *
     * @return true when no key had its place before
     */
    boolean add(Keyed added) {
        return add(added, added.hash() | TAKEN);
    }

    private boolean add(Keyed added, int code) {
        int place = home(code);
        while (codes[place] < 0) {
            place = next(place);
        }
        boolean wasFree = codes[place] == FREE;
        OBJECTS.setRelease(objects[place >>> PIECE_BITS], place & PIECE_MASK, added);
        CODES.setRelease(codes, place, code);
        return wasFree;
    }

    /** Removes something that is there. */
    @SuppressWarnings("ReferenceEquality") // What stands here is one object as long as it is here.
    void remove(Keyed removed) {
        int place = home(removed.hash() | TAKEN);
        while (at(place) != removed) {
            place = next(place);
        }
        CODES.setRelease(codes, place, REMOVED);
        OBJECTS.setRelease(objects[place >>> PIECE_BITS], place & PIECE_MASK, null);
    }

    /** Adds everything that is in another table. */
    void addAll(KeyTable other) {
        for (int place = 0; place < other.codes.length; place++) {
            int code = other.codes[place];
            Keyed there = code < 0 ? other.at(place) : null;
            if (there != null) {
                add(there, code);
            }
        }
    }

    /** What is in a place, or null. */
    @Nullable
    Keyed at(int place) {
        return (Keyed) OBJECTS.getAcquire(objects[place >>> PIECE_BITS], place & PIECE_MASK);
    }

    private int home(int code) {
        return (code ^ code >>> 16) & codes.length - 1;
    }

    private int next(int place) {
        return place + 1 & codes.length - 1;
    }
}
