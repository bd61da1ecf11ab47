package io.fusioncache.server.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A client that sends whatever bytes a test wants, one frame at a time, and shows what comes back. */
public final class WebSocketClient extends TestSocket {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private final String handshake;

    /** A frame that came. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(int opcode, boolean last, boolean compressed, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    public WebSocketClient(int port) {
        this(port, 0, "");
    }

    /**
     * Connects.
     *
     * @param receiveBuffer bytes that the operating system may hold; 0 for the usual
     * @param headers more lines for the handshake, each with its line end
     */
    public WebSocketClient(int port, int receiveBuffer, String headers) {
        super(port, receiveBuffer);
        String host = headers.contains("Host:") ? "" : "Host: 127.0.0.1:" + port + "\r\n";
        sendBytes(("GET / HTTP/1.1\r\n" + host + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + headers
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        handshake = head();
    }

    /** The server's answer to the handshake. */
    public String handshake() {
        return handshake;
    }

    public WebSocketClient send(String text) {
        return sendRaw(frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    public WebSocketClient sendFrame(boolean last, int opcode, String text) {
        return sendRaw(frame(last, opcode, text.getBytes(StandardCharsets.UTF_8)));
    }

    public WebSocketClient sendRaw(byte... bytes) {
        sendBytes(bytes);
        return this;
    }

    /** A client's frame; the opcode may have bits beyond its four. */
    public static byte[] frame(boolean last, int opcode, byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i & 3];
        }
        return ByteBuffer.allocate(headerLength(payload.length) + payload.length)
                .put(header(last, opcode, payload.length))
                .put(masked)
                .array();
    }

    /** A client's frame header that announces so many bytes. */
    public static byte[] header(boolean last, int opcode, long length) {
        ByteBuffer buffer = ByteBuffer.allocate(headerLength(length)).put((byte) ((last ? 0x80 : 0) | opcode));
        if (length < 126) {
            buffer.put((byte) (0x80 | length));
        } else if (length <= 0xFFFF) {
            buffer.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            buffer.put((byte) (0x80 | 127)).putLong(length);
        }
        return buffer.put(MASK).array();
    }

    private static int headerLength(long length) {
        return length < 126 ? 6 : length <= 0xFFFF ? 8 : 14;
    }

    /** A text message, compressed. */
    public WebSocketClient sendDeflated(byte[] text) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        int count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        while (count > 0) {
            bytes.write(buffer, 0, count);
            count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        }
        deflater.end();
        byte[] all = bytes.toByteArray();
        return sendRaw(frame(true, TEXT | 0x40, Arrays.copyOf(all, all.length - 4)));
    }

    public static String inflate(byte[] payload) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(ByteBuffer.allocate(payload.length + 4)
                    .put(payload)
                    .put(new byte[] {0, 0, -1, -1})
                    .flip());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            int count = inflater.inflate(buffer);
            while (count > 0) {
                bytes.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame, whatever it is. */
    public Frame readFrame() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            long length = switch (second) {
                case 126 -> in.readUnsignedShort();
                case 127 -> in.readLong();
                default -> second;
            };
            byte[] payload = new byte[Math.toIntExact(length)];
            in.readFully(payload);
            return new Frame(first & 0x0F, (first & 0x80) != 0, (first & 0x40) != 0, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text message, put together when it comes in parts; pings before and within it are answered. */
    public String read() {
        Frame frame = readMessage();
        if (frame.opcode() != TEXT) {
            throw new AssertionError("frame " + frame.opcode() + " instead of text: "
                    + (frame.opcode() == CLOSE ? frame.closeCode() : ""));
        }
        return frame.text();
    }

    /** The next message or close, put together when it comes in parts; pings before and within it are answered. */
    public Frame readMessage() {
        Frame frame = readAnsweringPings();
        if (frame.last()) {
            return frame;
        }
        int opcode = frame.opcode();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(frame.payload());
        while (!frame.last()) {
            frame = readAnsweringPings();
            if (frame.opcode() != CONTINUATION) {
                throw new AssertionError("frame " + frame.opcode() + " in the middle of a message");
            }
            whole.writeBytes(frame.payload());
        }
        return new Frame(opcode, true, false, whole.toByteArray());
    }

    private Frame readAnsweringPings() {
        Frame frame = readFrame();
        while (frame.opcode() == PING) {
            sendRaw(frame(true, PONG, frame.payload()));
            frame = readFrame();
        }
        return frame;
    }
}
