package io.fusioncache.server.query.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names met so far in one JSON object, to find one that stands twice. Used again for the next object: clearing it
 * frees nothing, and a few names need no hashing.
 */
final class NameSet {
    private static final int FEW = 16;

    private String[] few = new String[4];
    private int size;
    private @Nullable Set<String> many;

    /** Adds a name and tells whether it is new. O(1), with a small loop for up to 16 names. */
    boolean add(String name) {
        if (many != null) {
            return many.add(name);
        }
        for (int i = 0; i < size; i++) {
            if (few[i].equals(name)) {
                return false;
            }
        }
        if (size == FEW) {
            many = new HashSet<>(Arrays.asList(few));
            return many.add(name);
        }
        if (size == few.length) {
            few = Arrays.copyOf(few, size * 2);
        }
        few[size++] = name;
        return true;
    }

    /** Forgets all names. */
    void clear() {
        size = 0;
        many = null;
    }
}
