package io.fusioncache.server.query.statement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The numbers in a batch of the objects that were sent, in that order. As a rule they are 0, 1, 2 and so on, and then
 * nothing is kept for them; only linked objects of the same class come between.
 */
final class SentRows {
    private static final int[] ASCENDING = {};

    private int[] rows = ASCENDING;
    private int size;

    void add(int row) {
        if (rows.length == 0 && row != size) {
            rows = Arrays.copyOf(IntStream.range(0, size).toArray(), 2 * size + 1);
        }
        if (rows.length > 0) {
            rows = size == rows.length ? Arrays.copyOf(rows, 2 * size) : rows;
            rows[size] = row;
        }
        size++;
    }

    /** Adds the rows of a range. */
    void addAll(int from, int to) {
        for (int row = from; row < to; row++) {
            add(row);
        }
    }

    int size() {
        return size;
    }

    /** The number of the object that was sent at that place, from 0. */
    int get(int place) {
        return rows.length == 0 ? place : rows[place];
    }
}
