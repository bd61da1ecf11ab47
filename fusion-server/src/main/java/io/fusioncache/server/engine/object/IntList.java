package io.fusioncache.server.engine.object;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A growing list of row numbers. */
final class IntList {
    private final LongConsumer memory;
    private int[] elements;
    private int size;

    IntList() {
        this(8);
    }

    IntList(int capacity) {
        this(capacity, bytes -> {});
    }

    /** @param memory asked for the bytes of each longer array before it is made */
    IntList(LongConsumer memory) {
        this(8, memory);
    }

    private IntList(int capacity, LongConsumer memory) {
        this.elements = new int[capacity];
        this.memory = memory;
    }

    void add(int element) {
        if (size == elements.length) {
            grow(Math.max(8, size + (size >> 1)));
        }
        elements[size++] = element;
    }

    void addAll(int[] source, int count) {
        if (size + count > elements.length) {
            grow(Math.max(size + count, size + (size >> 1)));
        }
        System.arraycopy(source, 0, elements, size, count);
        size += count;
    }

    private void grow(int capacity) {
        memory.accept(Sizes.array(capacity, Integer.BYTES));
        elements = Arrays.copyOf(elements, capacity);
    }

    /** Where the elements are; good until one is added. */
    int[] elements() {
        return elements;
    }

    int get(int index) {
        return elements[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Brings the elements into ascending order, each once. O(size) when they are so already. */
    void sortDistinct() {
        int ascending = 1;
        while (ascending < size && elements[ascending - 1] < elements[ascending]) {
            ascending++;
        }
        if (ascending >= size) {
            return;
        }
        Arrays.sort(elements, 0, size);
        int kept = 1;
        for (int i = 1; i < size; i++) {
            if (elements[i] != elements[kept - 1]) {
                elements[kept++] = elements[i];
            }
        }
        size = kept;
    }

    int[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
