package io.fusioncache.server.buffer;

/**
 * The rest of a long answer, which is written a part at a time, as its client takes it: so an answer of a gigabyte
 * takes a part's memory. Used by one thread at a time; it keeps the state of the data that it is written from, so close
 * it.
 */
public interface AnswerParts extends AutoCloseable {
    /**
     * Writes the next part into the buffer that holds the beginning, or is empty again when that was split off.
     *
     * @throws io.fusioncache.server.engine.memory.MemoryLimitException when there is no room for it; the answer can't
     *     be ended then
     */
    void write();

    /** True while another part is to come. */
    boolean hasMore();

    /** Lets go of the data, and of what was written and not split off. */
    @Override
    void close();
}
