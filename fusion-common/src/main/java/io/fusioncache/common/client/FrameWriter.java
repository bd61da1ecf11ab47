package io.fusioncache.common.client;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes masked WebSocket frames through one buffer. Not safe for several threads. */
final class FrameWriter {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LAST_FRAGMENT = 0x80;
    private static final int MASKED = 0x80;
    private static final int LARGEST_HEADER = 14;

    private final OutputStream out;
    private final RandomGenerator random;
    private final byte[] buffer = new byte[64 << 10];
    private int used;

    FrameWriter(OutputStream out, RandomGenerator random) {
        this.out = out;
        this.random = random;
    }

    /** Writes one unfragmented frame; what the buffer holds of it afterwards waits for {@link #flush}. */
    void write(int opcode, byte[] payload) throws IOException {
        write(opcode, List.of(ByteBuffer.wrap(payload)));
    }

    /** Does the same with a payload in parts, each of an array. */
    void write(int opcode, List<ByteBuffer> payload) throws IOException {
        int mask = random.nextInt();
        int length = 0;
        for (ByteBuffer part : payload) {
            length += part.remaining();
        }
        writeHeader(opcode, length, mask);
        int position = 0;
        for (ByteBuffer part : payload) {
            int from = part.arrayOffset() + part.position();
            put(part.array(), from, from + part.remaining(), Integer.rotateLeft(mask, 8 * (position & 3)));
            position += part.remaining();
        }
    }

    private void put(byte[] part, int from, int to, int mask) throws IOException {
        int position = from;
        while (position < to) {
            if (used == buffer.length) {
                flush();
            }
            int count = Math.min(to - position, buffer.length - used);
            putMasked(part, position, count, Integer.rotateLeft(mask, 8 * ((position - from) & 3)));
            position += count;
        }
    }

    /** Copies bytes into the buffer and masks them, eight at a time; the mask's first byte is the highest. */
    private void putMasked(byte[] source, int from, int count, int mask) {
        long highestFirst = (mask & 0xFFFF_FFFFL) | (long) mask << 32;
        // Turned once here: the quick compiler would call a method to turn each eight bytes.
        long wide = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? highestFirst : Long.reverseBytes(highestFirst);
        byte[] target = buffer;
        int start = used;
        int i = 0;
        for (int last = count - Long.BYTES; i <= last; i += Long.BYTES) {
            LONGS.set(target, start + i, (long) LONGS.get(source, from + i) ^ wide);
        }
        for (int turned = mask; i < count; i++) {
            turned = Integer.rotateLeft(turned, 8);
            target[start + i] = (byte) (source[from + i] ^ turned);
        }
        used += count;
    }

    void flush() throws IOException {
        if (used > 0) {
            int count = used;
            used = 0;
            out.write(buffer, 0, count);
        }
        out.flush();
    }

    private void writeHeader(int opcode, int length, int mask) throws IOException {
        if (buffer.length - used < LARGEST_HEADER) {
            flush();
        }
        buffer[used++] = (byte) (LAST_FRAGMENT | opcode);
        if (length < 126) {
            buffer[used++] = (byte) (MASKED | length);
        } else if (length <= 0xFFFF) {
            buffer[used++] = (byte) (MASKED | 126);
            writeNumber(length, 2);
        } else {
            buffer[used++] = (byte) (MASKED | 127);
            writeNumber(length, 8);
        }
        writeNumber(mask & 0xFFFF_FFFFL, 4);
    }

    private void writeNumber(long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[used++] = (byte) (number >>> shift);
        }
    }
}
