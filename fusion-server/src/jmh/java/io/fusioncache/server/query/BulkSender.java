package io.fusioncache.server.query;

import io.fusioncache.server.buffer.MessageBytes;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client that does nothing but mask and write, so that the time of a message is the server's: it looks into
 * no message, as the client for programs has to.
 */
final class BulkSender implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int MASK = 0x5A17C3E9;
    private static final long WIDE_MASK = (long) MASK << 32 | MASK;
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private BulkSender(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects, and does the handshake. */
    static BulkSender connect(URI uri) throws IOException {
        BulkSender sender = new BulkSender(new Socket(uri.getHost(), uri.getPort()));
        sender.out.write(("GET / HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        int end = 0;
        while (end != 0x0D0A0D0A) {
            end = end << 8 | sender.in.readUnsignedByte();
        }
        return sender;
    }

    /** Sends a message in one frame; of less than 126 bytes, or more than 65,535. */
    void send(MessageBytes message) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) 0x81);
        if (message.length() < 126) {
            header.put((byte) (0x80 | message.length()));
        } else {
            header.put((byte) (0x80 | 127)).putLong(message.length());
        }
        out.write(header.putInt(MASK).array(), 0, header.position());
        byte[] buffer = new byte[BUFFER];
        int used = 0;
        for (byte[] chunk : message.chunks()) {
            int from = 0;
            while (from < chunk.length) {
                int count = Math.min(chunk.length - from, BUFFER - used);
                System.arraycopy(chunk, from, buffer, used, count);
                from += count;
                used += count;
                if (used == BUFFER) {
                    write(buffer, used);
                    used = 0;
                }
            }
        }
        write(buffer, used);
    }

    private void write(byte[] buffer, int count) throws IOException {
        for (int i = 0; i < BUFFER; i += Long.BYTES) {
            LONGS.set(buffer, i, (long) LONGS.get(buffer, i) ^ WIDE_MASK);
        }
        out.write(buffer, 0, count);
    }

    /** The next message of the server's. */
    String receive() throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 127) {
            length = Math.toIntExact(in.readLong());
        } else if (length == 126) {
            length = in.readUnsignedShort();
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
