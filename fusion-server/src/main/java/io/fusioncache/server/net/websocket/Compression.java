package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.net.channel.MessageAssembler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compressed messages (RFC 7692), without context between messages, so that a connection holds no compressor while it
 * is silent. Inflating stops at the byte where the message passes its limit, however much more it would become.
 */
final class Compression {
    /** Shorter answers gain nothing. */
    private static final int SHORTEST = 1024;

    private static final int CHUNK = 16 * 1024;

    /** Ends a flushed block; senders leave it out, so it is added again before inflating ends. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final boolean agreed;
    private @Nullable Inflater inflater;

    /**
     * Makes the compression of one connection.
     *
     * @param agreed true when the handshake agreed on it
     */
    Compression(boolean agreed) {
        this.agreed = agreed;
    }

    /** Inflates bytes of a compressed message into the assembler. On the network thread. */
    void inflate(ByteBuffer in, int count, int mask, MessageAssembler assembler) throws ProtocolException {
        byte[] input = new byte[count];
        in.get(input);
        for (int i = 0; mask != 0 && i < count; i++) {
            input[i] ^= (byte) (mask >>> (8 * (i & 3)));
        }
        inflate(input, assembler);
    }

    private void inflate(byte[] input, MessageAssembler assembler) throws ProtocolException {
        if (assembler.refusal() != null) {
            return;
        }
        Inflater current = inflater;
        if (current == null) {
            current = new Inflater(true);
            inflater = current;
        }
        current.setInput(input);
        byte[] output = new byte[CHUNK];
        try {
            int count = current.inflate(output);
            while (count > 0 && assembler.refusal() == null) {
                assembler.append(ByteBuffer.wrap(output), count, count, 0);
                count = current.inflate(output);
            }
        } catch (DataFormatException e) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "message is not deflated properly");
        }
    }

    /** The last frame of a compressed message was read. */
    void endMessage(MessageAssembler assembler) throws ProtocolException {
        try {
            inflate(TAIL, assembler);
        } finally {
            close();
        }
    }

    /** Gives back what an unfinished message took. */
    void close() {
        Inflater current = inflater;
        if (current != null) {
            current.end();
            inflater = null;
        }
    }

    /** An answer as the buffers of one frame, compressed when that was agreed on and is worth it. On any thread. */
    ByteBuffer[] frame(AnswerBuffer answer) {
        return agreed && answer.length() >= SHORTEST
                ? deflated(answer)
                : Frames.frame(Frames.textHeader(answer.length(), false), answer);
    }

    private static ByteBuffer[] deflated(AnswerBuffer answer) {
        List<ByteBuffer> parts = new ArrayList<>();
        long length = 0;
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            ByteBuffer[] inputs = answer.toByteBuffers();
            for (int i = 0; i < inputs.length; i++) {
                deflater.setInput(inputs[i]);
                int flush = i == inputs.length - 1 ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
                byte[] output = new byte[CHUNK];
                int count = deflater.deflate(output, 0, CHUNK, flush);
                while (count > 0) {
                    parts.add(ByteBuffer.wrap(Arrays.copyOf(output, count)));
                    length += count;
                    count = deflater.deflate(output, 0, CHUNK, flush);
                }
            }
        }
        return withoutTail(parts, length);
    }

    private static ByteBuffer[] withoutTail(List<ByteBuffer> parts, long length) {
        int surplus = TAIL.length;
        while (surplus > 0) {
            ByteBuffer last = parts.getLast();
            int cut = Math.min(surplus, last.remaining());
            last.limit(last.limit() - cut);
            surplus -= cut;
            if (!last.hasRemaining()) {
                parts.removeLast();
            }
        }
        parts.addFirst(Frames.textHeader(length - TAIL.length, true));
        return parts.toArray(ByteBuffer[]::new);
    }
}
