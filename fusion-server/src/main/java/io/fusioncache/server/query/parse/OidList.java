package io.fusioncache.server.query.parse;

import io.fusioncache.server.engine.object.Oid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** OIDs in the order they were given, as plain words. */
public final class OidList {
    private long[] halves = new long[2];
    private int size;

    void add(long high, long low) {
        if (2 * size == halves.length) {
            halves = Arrays.copyOf(halves, halves.length * 2);
        }
        halves[2 * size] = high;
        halves[2 * size + 1] = low;
        size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The more significant half of one of them. */
    public long high(int index) {
        return halves[2 * index];
    }

    /** The less significant half of one of them. */
    public long low(int index) {
        return halves[2 * index + 1];
    }

    /** A copy as objects. */
    public List<Oid> toList() {
        return IntStream.range(0, size).mapToObj(i -> new Oid(high(i), low(i))).toList();
    }
}
