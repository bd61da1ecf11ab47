package io.fusioncache.server.command.json;

import io.fusioncache.server.engine.memory.HeapArrays;

/**
 * What a JSON text is made of, counted in one pass without taking anything apart. It tells how much memory reading the
 * text takes, before that is taken: the parser keeps every name of the objects it is within to find those that stand
 * twice, and a text of two bytes an item takes forty times its length when it is taken apart. Text that turns out to be
 * no JSON takes no more than what is told.
 *
 * @param names members' names
 * @param items items of arrays, and members
 * @param longestString the most bytes between two quotes
 */
record JsonShape(long names, long items, long longestString) {
    /** A text up to this length takes too little to be counted, in bytes. */
    private static final int SHORT = 16 * 1024;

    private static final JsonShape NOTHING = new JsonShape(0, 0, 0);

    /** A short name as it is kept: a string, its bytes, and its place in the set of names. */
    private static final int NAME_BYTES = 96;

    /** Where a name stands, once its object is taken apart. */
    private static final int NAME_PLACE_BYTES = 24;

    /** An item that was taken apart: what it is, where it stands, and its place in the list. */
    private static final int ITEM_BYTES = 64;

    /** Characters of two bytes, twice, and the bytes that are made of them. */
    private static final int COPIES_OF_A_STRING = 5;

    /** The shape of a text. O(length), about a nanosecond a byte; O(1) for short ones, which count as nothing. */
    static JsonShape of(byte[] text) {
        if (text.length <= SHORT) {
            return NOTHING;
        }
        long names = 0;
        long items = 0;
        long longest = 0;
        int from = -1;
        for (int i = 0; i < text.length; i++) {
            switch (text[i]) {
                case '"' -> {
                    longest = from < 0 ? longest : Math.max(longest, i - from);
                    from = from < 0 ? i + 1 : -1;
                }
                case '\\' -> i++;
                case ':' -> names += from < 0 ? 1 : 0;
                case ',', '[', '{' -> items += from < 0 ? 1 : 0;
                default -> {}
            }
        }
        return new JsonShape(names, items, longest);
    }

    /** What the parser takes at most to read the text, in bytes. */
    long readingBytes() {
        return NAME_BYTES * names + COPIES_OF_A_STRING * longestString;
    }

    /** What the text takes at most when it is read and taken apart, in bytes, copies of its parts not counted. */
    long itemsBytes() {
        return readingBytes() + NAME_PLACE_BYTES * names + ITEM_BYTES * items;
    }

    /** What reading a text takes at most, in bytes: a copy among it, where the value is not the text itself. */
    static long reading(byte[] text) {
        boolean isValue = text.length > 0 && text[0] > ' ' && text[0] != '"' && text[text.length - 1] > ' ';
        return of(text).readingBytes() + (isValue ? 0 : HeapArrays.bytes(text.length));
    }

    /** What it takes at most to take a text apart and to copy that many parts of it, in bytes. */
    static long takingApart(byte[] text, int copies) {
        return of(text).itemsBytes() + copies * HeapArrays.bytes(text.length);
    }
}
