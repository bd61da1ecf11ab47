package io.fusioncache.server.net.websocket;

import java.nio.ByteBuffer;

/**
 * Takes a client's bytes apart into frames (RFC 6455), wherever the reads happen to cut them. Keeps nothing but the
 * frame's header; payload goes on as it comes, still masked. Used by one thread at a time.
 */
final class FrameDecoder {
    private static final int SHORTEST_HEADER = 6;
    private static final int LONGEST_HEADER = 14;

    private final Sink sink;
    private final boolean deflate;
    private final ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER);
    private int needed = 2;
    private boolean inPayload;
    private boolean inMessage;

    private int opcode;
    private boolean last;
    private long left;
    private int mask;

    /** Where the parts of frames go. */
    interface Sink {
        /**
         * A frame begins.
         *
         * @param opcode what it is; a continuation goes on with the message that was begun
         * @param last true when it ends its message
         * @param compressed true when its message is deflated; only on its first frame
         * @param length bytes of its payload
         */
        void begin(int opcode, boolean last, boolean compressed, long length) throws ProtocolException;

        /**
         * Bytes of the frame's payload.
         *
         * @param in where they are; the position must be behind them afterwards
         * @param count how many
         * @param left how many of the frame are still to come, these included
         * @param mask what they are masked with, the first byte's in the lowest place
         */
        void payload(int opcode, ByteBuffer in, int count, long left, int mask) throws ProtocolException;

        /** The frame is whole. */
        void end(int opcode, boolean last) throws ProtocolException;

        /** True when no more frames are to be taken for now. */
        boolean isHeldBack();
    }

    FrameDecoder(Sink sink, boolean deflate) {
        this.sink = sink;
        this.deflate = deflate;
    }

    /** Takes bytes until there are none left or the sink is held back between two frames. */
    void decode(ByteBuffer in) throws ProtocolException {
        while (true) {
            if (inPayload) {
                int count = (int) Math.min(left, in.remaining());
                if (count > 0) {
                    sink.payload(opcode, in, count, left, mask);
                    mask = Integer.rotateRight(mask, (count & 3) * 8);
                    left -= count;
                }
                if (left > 0) {
                    return;
                }
                inPayload = false;
                sink.end(opcode, last);
            } else {
                if (!in.hasRemaining() || sink.isHeldBack()) {
                    return;
                }
                readHeader(in);
            }
        }
    }

    private void readHeader(ByteBuffer in) throws ProtocolException {
        while (header.position() < needed) {
            if (!in.hasRemaining()) {
                return;
            }
            header.put(in.get());
            if (header.position() == 2) {
                needed = lengthOfHeader();
            }
        }
        begin();
        header.clear();
        needed = 2;
    }

    private int lengthOfHeader() throws ProtocolException {
        int second = header.get(1);
        if (second >= 0) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "a client's frames must be masked");
        }
        return switch (second & 0x7F) {
            case 126 -> SHORTEST_HEADER + 2;
            case 127 -> SHORTEST_HEADER + 8;
            default -> SHORTEST_HEADER;
        };
    }

    private void begin() throws ProtocolException {
        int first = header.get(0);
        opcode = first & 0x0F;
        last = (first & 0x80) != 0;
        boolean compressed = (first & 0x40) != 0;
        left = payloadLength();
        mask = Integer.reverseBytes(header.getInt(needed - 4));
        if (!Opcode.isKnown(opcode) || (first & 0x30) != 0) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "reserved bits or opcode in use");
        }
        if (compressed && !(deflate && (opcode == Opcode.TEXT || opcode == Opcode.BINARY))) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "compression was not agreed on");
        }
        if (Opcode.isControl(opcode)) {
            if (!last || left > 125) {
                throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "control frame too long or in fragments");
            }
        } else {
            if (inMessage != (opcode == Opcode.CONTINUATION)) {
                throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "fragments out of order");
            }
            inMessage = !last;
        }
        inPayload = true;
        sink.begin(opcode, last, compressed, left);
    }

    private long payloadLength() throws ProtocolException {
        int small = header.get(1) & 0x7F;
        long length = switch (small) {
            case 126 -> header.getShort(2) & 0xFFFF;
            case 127 -> header.getLong(2);
            default -> small;
        };
        if (length < 0 || (small == 126 && length < 126) || (small == 127 && length <= 0xFFFF)) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "payload length not in its shortest form");
        }
        return length;
    }
}
