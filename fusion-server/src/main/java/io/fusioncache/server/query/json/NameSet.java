package io.fusioncache.server.query.json;

import io.fusioncache.server.engine.memory.WorkingMemory;
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

    /** A string, its bytes' header, and its place in a set, in bytes. */
    private static final int NAME_BYTES = 104;

    private String[] few = new String[4];
    private int size;
    private long taken;
    private @Nullable Set<String> many;

    /**
     * Adds a name and tells whether it is new. O(1), with a small loop for up to 16 names.
     *
     * @param memory asked for names beyond the first few
     */
    boolean add(String name, WorkingMemory memory) {
        if (many != null) {
            long bytes = NAME_BYTES + 2L * name.length();
            memory.take(bytes);
            taken += bytes;
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

    /**
     * Forgets all names.
     *
     * @param memory gets back what it was asked for them
     */
    void clear(WorkingMemory memory) {
        memory.giveBack(taken);
        taken = 0;
        size = 0;
        many = null;
    }
}
