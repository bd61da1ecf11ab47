package io.fusioncache.server.buffer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An answer being written, as UTF-8 bytes in chunks, so that a long one is never copied to grow. Starts small (most
 * answers are a few hundred bytes) and takes larger chunks as it goes. Used by one thread at a time.
 *
 * <p>Every chunk beyond the first is asked of the {@link Budget} before it is taken; an answer that the server has no
 * memory for ends with the budget's exception, and {@link #clear()} makes room for the error that is sent instead.
 */
public final class AnswerBuffer {
    private static final int FIRST_CHUNK = 1024;
    private static final int LARGEST_CHUNK = 64 * 1024;

    private final Budget budget;
    private final List<byte[]> full;
    /** Chunks of the largest size that are used again; empty but for an answer that is sent in parts. */
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>(0);

    private byte[] chunk = new byte[FIRST_CHUNK];
    private int position;
    private long fullBytes;

    /** Says whether an answer may grow. */
    @FunctionalInterface
    public interface Budget {
        /** A budget without a bound, for tests and for callers inside the process. */
        Budget UNBOUNDED = bytes -> {};

        /**
         * Charges bytes, or returns them when negative.
         *
         * @throws RuntimeException when there is no room; nothing is charged then
         */
        void charge(long bytes);
    }

    /**
     * An answer that starts empty.
     *
     * @param budget who pays for chunks beyond the first
     */
    public AnswerBuffer(Budget budget) {
        this.budget = budget;
        this.full = new ArrayList<>(0);
    }

    /** What another one holds. */
    private AnswerBuffer(AnswerBuffer other) {
        this.budget = other.budget;
        this.full = new ArrayList<>(other.full);
        this.chunk = other.chunk;
        this.position = other.position;
        this.fullBytes = other.fullBytes;
    }

    /** An answer without a bound. */
    public AnswerBuffer() {
        this(Budget.UNBOUNDED);
    }

    /** Appends one byte. */
    public void put(int oneByte) {
        if (position == chunk.length) {
            nextChunk();
        }
        chunk[position++] = (byte) oneByte;
    }

    /** Appends bytes. */
    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Appends a part of an array. */
    public void put(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (position == chunk.length) {
                nextChunk();
            }
            int part = Math.min(left, chunk.length - position);
            System.arraycopy(bytes, from, chunk, position, part);
            position += part;
            from += part;
            left -= part;
        }
    }

    /** Appends text as UTF-8, without any escaping. For fixed words and numbers; names and values have faster ways. */
    public void putText(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    private void nextChunk() {
        int size = Math.min(chunk.length * 2, LARGEST_CHUNK);
        budget.charge(size);
        full.add(chunk);
        fullBytes += chunk.length;
        chunk = size == LARGEST_CHUNK && !spare.isEmpty() ? spare.removeLast() : new byte[size];
        position = 0;
    }

    /** Bytes written so far. */
    public long length() {
        return fullBytes + position;
    }

    /** Forgets what was written and returns what was charged for it. */
    public void clear() {
        long charged = charged();
        empty();
        budget.charge(-charged);
    }

    /**
     * Moves what was written so far, and what was charged for it, into a buffer of its own; this one goes on empty. For
     * an answer that is sent in parts.
     */
    public AnswerBuffer split() {
        AnswerBuffer part = new AnswerBuffer(this);
        empty();
        return part;
    }

    /**
     * Writes into the large chunks of a part that was {@linkplain #split split off}, of which every byte has gone to
     * the client: so a long answer takes no more memory than the parts that are on their way, and always the same.
     */
    public void reuse(AnswerBuffer gone) {
        for (byte[] used : gone.full) {
            if (used.length == LARGEST_CHUNK) {
                spare.add(used);
            }
        }
        gone.empty();
    }

    private void empty() {
        full.clear();
        fullBytes = 0;
        chunk = new byte[FIRST_CHUNK];
        position = 0;
    }

    /** Lets go of the part of a short answer's chunk that it did not need: for one that has to wait. */
    public void trim() {
        if (full.isEmpty() && 2 * position < chunk.length) {
            chunk = Arrays.copyOf(chunk, position);
        }
    }

    /** What the budget was charged for this answer, in bytes; whoever sends the answer returns it when it is gone. */
    public long charged() {
        return Math.max(0, fullBytes + chunk.length - FIRST_CHUNK);
    }

    /** The answer as buffers ready to be read, sharing memory with this object; nothing may be appended afterwards. */
    public ByteBuffer[] toByteBuffers() {
        ByteBuffer[] buffers = new ByteBuffer[full.size() + 1];
        for (int i = 0; i < full.size(); i++) {
            buffers[i] = ByteBuffer.wrap(full.get(i));
        }
        buffers[full.size()] = ByteBuffer.wrap(chunk, 0, position);
        return buffers;
    }

    /** A copy of the whole answer. For small answers and tests. */
    public byte[] toByteArray() {
        if (full.isEmpty()) {
            return Arrays.copyOf(chunk, position);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(length()));
        full.forEach(all::writeBytes);
        all.write(chunk, 0, position);
        return all.toByteArray();
    }

    @Override
    public String toString() {
        return new String(toByteArray(), StandardCharsets.UTF_8);
    }
}
