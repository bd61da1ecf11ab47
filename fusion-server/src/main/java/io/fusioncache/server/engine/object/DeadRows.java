package io.fusioncache.server.engine.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of a class that are deleted, or were never published. */
final class DeadRows extends Retired {
    private static final int MOST = 1024;

    private final ObjectClass objectClass;
    private final int[] rows;

    private DeadRows(long version, ObjectClass objectClass, int[] rows) {
        super(version);
        this.objectClass = objectClass;
        this.rows = rows;
        objectClass.memory().charge(bytes());
    }

    /** In portions, so that taking them apart can be interrupted. */
    static List<Retired> of(long version, ObjectClass objectClass, int[] rows) {
        List<Retired> portions = new ArrayList<>();
        for (int from = 0; from < rows.length; from += MOST) {
            int[] portion = Arrays.copyOfRange(rows, from, Math.min(from + MOST, rows.length));
            portions.add(new DeadRows(version, objectClass, portion));
        }
        return portions;
    }

    @Override
    void forget() {
        // Readers see that the rows are dead: there is nothing to detach.
    }

    @Override
    void finish(Garbage garbage) {
        for (int row : rows) {
            objectClass.remove(row);
        }
        objectClass.memory().release(bytes());
    }

    @Override
    int weight() {
        return rows.length;
    }

    private long bytes() {
        return Sizes.OBJECT + Sizes.array(rows.length, Integer.BYTES);
    }
}
