package io.fusioncache.server.buffer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One whole message as it came from the network: chunks that are never copied together, so that a message of a gigabyte
 * takes a gigabyte. Immutable by agreement: whoever makes it gives the chunks away.
 *
 * @param chunks the parts in order, each filled to its end; at least one, which may be empty
 * @param length the sum of the parts' lengths, in bytes
 */
public record MessageBytes(List<byte[]> chunks, long length) {

    /** A message of one part. */
    public static MessageBytes of(byte[] bytes) {
        return new MessageBytes(List.of(bytes), bytes.length);
    }

    /** True when {@link #array()} can be called. */
    public boolean isSingle() {
        return chunks.size() == 1;
    }

    /** The only part, not copied. */
    public byte[] array() {
        if (!isSingle()) {
            throw new IllegalStateException("message of " + chunks.size() + " parts");
        }
        return chunks.getFirst();
    }

    /** Reads the message from its beginning. */
    public InputStream stream() {
        return stream(0);
    }

    /**
     * Reads the rest of the message.
     *
     * @param offset where it begins, in bytes
     */
    public InputStream stream(long offset) {
        List<InputStream> parts = new ArrayList<>();
        long before = 0;
        for (byte[] chunk : chunks) {
            int skipped = Math.clamp(offset - before, 0, chunk.length);
            parts.add(new ByteArrayInputStream(chunk, skipped, chunk.length - skipped));
            before += chunk.length;
        }
        return parts.size() == 1 ? parts.getFirst() : new SequenceInputStream(Collections.enumeration(parts));
    }
}
