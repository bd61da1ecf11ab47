package io.fusioncache.server.engine.composite;

import java.util.ArrayList;
import java.util.List;

/** The fragments of a composite in the order declared, and its place among the users of each. */
@SuppressWarnings("ReferenceEquality") // A fragment is one object as long as a recipe has it.
final class Recipe {
    private final Fragment[] fragments;

    /** Guarded by the lock of {@link CompositeGraph}; the fragments never change once it is in use. */
    private final int[] places;

    /** A recipe of so many fragments, each of which has to be {@link #set}. */
    Recipe(int size) {
        this.fragments = new Fragment[size];
        this.places = new int[size];
    }

    int size() {
        return fragments.length;
    }

    /** The hashes of the fragments' keys. */
    int[] hashes() {
        int[] hashes = new int[fragments.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = fragments[i].hash();
        }
        return hashes;
    }

    Fragment fragment(int index) {
        return fragments[index];
    }

    int place(int index) {
        return places[index];
    }

    /** Sets a fragment while the recipe is made. */
    void set(int index, Fragment fragment, int place) {
        fragments[index] = fragment;
        places[index] = place;
    }

    /** Where a fragment stands, or -1. */
    int indexOf(Fragment fragment) {
        for (int i = 0; i < fragments.length; i++) {
            if (fragments[i] == fragment) {
                return i;
            }
        }
        return -1;
    }

    void moved(Fragment fragment, int place) {
        places[indexOf(fragment)] = place;
    }

    /** The keys of the fragments that the other lacks. */
    List<byte[]> keysNotIn(Recipe other) {
        List<byte[]> keys = new ArrayList<>();
        for (Fragment fragment : fragments) {
            if (other.indexOf(fragment) < 0) {
                keys.add(fragment.key());
            }
        }
        return keys;
    }

    List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>(fragments.length);
        for (Fragment fragment : fragments) {
            keys.add(fragment.key());
        }
        return keys;
    }
}
