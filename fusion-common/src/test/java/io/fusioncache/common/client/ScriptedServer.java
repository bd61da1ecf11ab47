package io.fusioncache.common.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A WebSocket server of one connection that does what the test says, on a thread of its own. */
final class ScriptedServer implements AutoCloseable {
    /** What the server does once the handshake is done. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws IOException;
    }

    private final ServerSocket listening;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private ScriptedServer(ServerSocket listening) {
        this.listening = listening;
    }

    static ScriptedServer start(Script script) throws IOException {
        return startRaw(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), socket -> {
            script.run(Peer.greeted(socket));
        });
    }

    /** What the server does with the bare socket. */
    @FunctionalInterface
    interface RawScript {
        void run(Socket socket) throws IOException;
    }

    static ScriptedServer startRaw(ServerSocket listening, RawScript script) {
        ScriptedServer server = new ScriptedServer(listening);
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket socket = listening.accept()) {
                script.run(socket);
                server.end.complete(null);
            } catch (IOException | RuntimeException e) {
                server.end.completeExceptionally(e);
            }
        });
        return server;
    }

    String address() {
        return "ws://127.0.0.1:" + listening.getLocalPort();
    }

    /** Waits until the script has run, and fails when it failed. */
    void awaitEnd() throws Exception {
        end.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** The server's end of the connection. */
    static final class Peer {
        private final DataInputStream in;
        private final OutputStream out;

        private Peer(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** The peer after the handshake. */
        static Peer greeted(Socket socket) throws IOException {
            Peer peer = new Peer(socket);
            peer.shakeHands();
            return peer;
        }

        private void shakeHands() throws IOException {
            String request = readRequest(in);
            int start = request.indexOf("Sec-WebSocket-Key: ") + 19;
            String key = request.substring(start, request.indexOf("\r\n", start));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** Reads a text message; fails on any other frame. */
        String readText() throws IOException {
            byte[] payload = readFrame(FrameWriter.TEXT);
            return new String(payload, StandardCharsets.UTF_8);
        }

        byte[] readFrame(int opcode) throws IOException {
            int first = in.readUnsignedByte();
            if (first != (0x80 | opcode)) {
                throw new IOException("frame " + Integer.toHexString(first) + " instead of " + opcode);
            }
            int second = in.readUnsignedByte();
            if ((second & 0x80) == 0) {
                throw new IOException("the client does not mask");
            }
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes((int) length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return payload;
        }

        void text(String text) throws IOException {
            frame(0x80 | FrameWriter.TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        void frame(int first, byte[] payload) throws IOException {
            out.write(first);
            if (payload.length < 126) {
                out.write(payload.length);
            } else if (payload.length <= 0xFFFF) {
                out.write(126);
                out.write(payload.length >>> 8);
                out.write(payload.length);
            } else {
                out.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    out.write((int) ((long) payload.length >>> shift));
                }
            }
            out.write(payload);
            out.flush();
        }

        void bytes(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }
    }

    static String readRequest(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            request.append((char) next);
        }
        return request.toString();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
