package io.fusioncache.common.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads WebSocket frames and joins fragments to messages. Not safe for several threads. */
final class FrameReader {
    /** What hears of the frames, on the thread that reads. */
    interface Listener {
        void onText(String text);

        void onPing(byte[] payload);

        /** Any frame: a sign of life. */
        void onFrame();
    }

    private static final int CONTINUATION = 0;
    private static final int LARGEST_CONTROL = 125;

    private final InputStream in;
    private final int maxMessageBytes;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;

    private byte[] message = new byte[0];
    private int messageLength;
    private boolean inMessage;

    FrameReader(InputStream in, int maxMessageBytes) {
        this.in = in;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Reads until the server closes.
     *
     * @return what the server said when it closed, empty when it said nothing
     * @throws IOException when the connection breaks or the server breaks the protocol
     */
    String readUntilClose(Listener listener) throws IOException {
        while (true) {
            int first = readByte();
            int second = readByte();
            int opcode = first & 0x0F;
            boolean last = (first & 0x80) != 0;
            if ((first & 0x70) != 0 || (second & 0x80) != 0) {
                throw new IOException("the server sent a WebSocket frame that breaks the protocol");
            }
            long length = readLength(second & 0x7F);
            listener.onFrame();
            switch (opcode) {
                case CONTINUATION, FrameWriter.TEXT -> {
                    if (inMessage != (opcode == CONTINUATION)) {
                        throw new IOException("the server mixed up the fragments of its messages");
                    }
                    append(length);
                    inMessage = !last;
                    if (last) {
                        listener.onText(takeMessage());
                    }
                }
                case FrameWriter.PING -> listener.onPing(readControl(last, length));
                case FrameWriter.PONG -> readControl(last, length);
                case FrameWriter.CLOSE -> {
                    return closeReason(readControl(last, length));
                }
                default -> throw new IOException("the server sent a frame of kind " + opcode + ", not text");
            }
        }
    }

    private String closeReason(byte[] payload) {
        if (payload.length < 2) {
            return "";
        }
        int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return code + (reason.isEmpty() ? "" : " " + reason);
    }

    private long readLength(int shortLength) throws IOException {
        int bytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        long length = bytes == 0 ? shortLength : 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << 8) | readByte();
        }
        return length;
    }

    private byte[] readControl(boolean last, long length) throws IOException {
        if (!last || length > LARGEST_CONTROL) {
            throw new IOException("the server sent a control frame that breaks the protocol");
        }
        byte[] payload = new byte[(int) length];
        readFully(payload, 0, payload.length);
        return payload;
    }

    private void append(long length) throws IOException {
        if (length < 0 || length > maxMessageBytes - messageLength) {
            throw new IOException("an answer is longer than the " + maxMessageBytes + " bytes that are allowed");
        }
        int needed = messageLength + (int) length;
        if (needed > message.length) {
            // Twice the need for fragments, and no more: a single frame's length is known.
            message =
                    Arrays.copyOf(message, messageLength == 0 ? needed : (int) Math.min(2L * needed, maxMessageBytes));
        }
        readFully(message, messageLength, (int) length);
        messageLength = needed;
    }

    private String takeMessage() throws CharacterCodingException {
        String text = new String(message, 0, messageLength, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // Either the text has that character, or it is no UTF-8; only the slow decoder tells.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message, 0, messageLength));
        }
        messageLength = 0;
        if (message.length > buffer.length) {
            message = new byte[0];
        }
        return text;
    }

    private int readByte() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return buffer[position++] & 0xFF;
    }

    private void readFully(byte[] target, int offset, int length) throws IOException {
        int buffered = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, buffered);
        position += buffered;
        int rest = length - buffered;
        if (rest > 0 && in.readNBytes(target, offset + buffered, rest) < rest) {
            throw new EOFException("the server closed the connection in the middle of a message");
        }
    }
}
