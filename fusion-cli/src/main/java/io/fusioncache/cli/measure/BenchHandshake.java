package io.fusioncache.cli.measure;

import io.fusioncache.common.client.ClientSettings;
import io.fusioncache.common.client.CommandText;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Opens a channel that speaks WebSocket frames. The client that made the keys has already found out whether the server
 * is one, so that only the status of the answer is looked at.
 */
final class BenchHandshake {
    // Any sixteen bytes will do: nothing is cached on the way, which is what a fresh key is for.
    private static final String KEY = "ZnVzaW9uLWJlbmNoLWtleQ==";

    private BenchHandshake() {}

    /**
     * Connects, and logs in when there are words for it.
     *
     * @return a channel that does not block
     */
    static SocketChannel open(ClientSettings settings, List<String> logInWords) throws IOException {
        SocketChannel channel = SocketChannel.open();
        boolean done = false;
        try {
            Socket socket = channel.socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(settings.host(), settings.uri().getPort()), (int)
                    settings.connectTimeout().toMillis());
            write(
                    channel,
                    Bytes.of("GET " + settings.uri().getRawPath() + " HTTP/1.1\r\nHost: "
                            + settings.uri().getRawAuthority()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: " + KEY + "\r\n\r\n"));
            if (!readHead(channel).startsWith("HTTP/1.1 101 ")) {
                throw new IOException("the server refuses a WebSocket");
            }
            if (!logInWords.isEmpty()) {
                logIn(channel, logInWords);
            }
            channel.configureBlocking(false);
            done = true;
            return channel;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static void logIn(SocketChannel channel, List<String> words) throws IOException {
        write(channel, RequestTemplate.frame(CommandText.line(words)));
        ByteBuffer header = read(channel, 2);
        String answer = StandardCharsets.UTF_8
                .decode(read(channel, header.get(1) & 0x7F))
                .toString();
        if (CommandText.isError(answer)) {
            throw new IOException("logging in failed: " + answer);
        }
    }

    private static void write(SocketChannel channel, byte[] message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String readHead(SocketChannel channel) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) read(channel, 1).get(0));
        }
        return head.toString();
    }

    private static ByteBuffer read(SocketChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the server closed the connection during the handshake");
            }
        }
        return bytes.flip();
    }
}
