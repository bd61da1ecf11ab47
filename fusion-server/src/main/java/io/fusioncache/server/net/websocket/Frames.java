package io.fusioncache.server.net.websocket;

import io.fusioncache.server.buffer.AnswerBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the server's frames, which are never masked. */
final class Frames {
    private static final int LAST = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int LONGEST_REASON = 123;

    private Frames() {}

    /** The header of a text message of that many bytes. */
    static ByteBuffer textHeader(long length, boolean compressed) {
        return header(LAST | Opcode.TEXT | (compressed ? COMPRESSED : 0), length, 0);
    }

    /** The header of the first frame, of that many bytes, of a text message that goes on in further frames. */
    static ByteBuffer firstHeader(long length) {
        return header(Opcode.TEXT, length, 0);
    }

    /** The header of a further frame of a text message. */
    static ByteBuffer nextHeader(long length, boolean last) {
        return header((last ? LAST : 0) | Opcode.CONTINUATION, length, 0);
    }

    /** A frame as the buffers to send; none of them is empty. */
    static ByteBuffer[] frame(ByteBuffer header, AnswerBuffer payload) {
        if (payload.length() == 0) {
            return new ByteBuffer[] {header};
        }
        ByteBuffer[] parts = payload.toByteBuffers();
        ByteBuffer[] frame = new ByteBuffer[parts.length + 1];
        frame[0] = header;
        System.arraycopy(parts, 0, frame, 1, parts.length);
        return frame;
    }

    /** A whole control frame. */
    static ByteBuffer control(int opcode, byte[] payload) {
        return header(LAST | opcode, payload.length, payload.length)
                .put(payload)
                .rewind();
    }

    /** A close frame; a reason that is too long for it is cut. */
    static ByteBuffer close(CloseCode code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(text.length, LONGEST_REASON);
        byte[] payload = ByteBuffer.allocate(2 + length)
                .putShort((short) code.number())
                .put(text, 0, length)
                .array();
        return control(Opcode.CLOSE, payload);
    }

    /** A header, at position 0 when nothing follows it in the same buffer and behind it when something does. */
    private static ByteBuffer header(int first, long length, int room) {
        int size = length < 126 ? 2 : length <= 0xFFFF ? 4 : 10;
        ByteBuffer buffer = ByteBuffer.allocate(size + room).put((byte) first);
        switch (size) {
            case 2 -> buffer.put((byte) length);
            case 4 -> buffer.put((byte) 126).putShort((short) length);
            default -> buffer.put((byte) 127).putLong(length);
        }
        return room == 0 ? buffer.rewind() : buffer;
    }
}
