package io.fusioncache.server.engine.object;

import java.util.Arrays;

/**
 * The array that one or several {@link PackedTexts} are in. The heap holds all of it as long as one of them lives, and
 * so it is charged: as a whole when it is made, and given back when the last page has left. For the writer.
 */
final class TextSlab {
    private static final int HEADER = 24;

    private byte[] bytes;
    private Ledger owner;
    /** The pages that live, and whoever adds pages. */
    private int users = 1;
    /** How many pages there were when the last one was added; 0 before. */
    private int mostUsers;

    private TextSlab(int length, Ledger owner) {
        this.bytes = new byte[length];
        this.owner = owner;
    }

    /** A slab whose maker adds pages, and leaves it afterwards by {@link #close}. */
    static TextSlab of(int length, Ledger owner) {
        owner.charge(held(length));
        return new TextSlab(length, owner);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Who is charged. */
    Ledger owner() {
        return owner;
    }

    /** What it takes, in bytes. */
    long held() {
        return held(bytes.length);
    }

    private static long held(int length) {
        return HEADER + Sizes.array(length, 1);
    }

    /** One more page is in it. */
    void join() {
        users++;
    }

    /** One page less. */
    void leave() {
        users--;
        if (users == 0) {
            owner.release(held());
        }
    }

    /** Nothing will be added any more. */
    void close() {
        mostUsers = users - 1;
        leave();
    }

    /** Whether so many pages have left that the others are better kept in arrays of their own. */
    boolean isMostlyGone() {
        return users > 0 && users < mostUsers / 2;
    }

    /** Cuts off what is behind the last page, when the heap takes less for it; says whether {@link #bytes} changed. */
    boolean cut(int length) {
        if (Sizes.array(length, 1) == Sizes.array(bytes.length, 1)) {
            return false;
        }
        owner.charge(held(length) - held());
        bytes = Arrays.copyOf(bytes, length);
        return true;
    }

    /** Makes a class pay that takes over a page from a batch. */
    void handOver(BatchMemory batch, ClassMemory memory) {
        if (owner != memory) {
            batch.handOver(held(), memory);
            owner = memory;
        }
    }
}
