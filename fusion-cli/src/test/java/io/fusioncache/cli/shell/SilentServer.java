package io.fusioncache.cli.shell;

import io.fusioncache.cli.WebSocketGreeting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Accepts a connection and answers nothing. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    SilentServer() throws IOException {
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String url() {
        return "ws://127.0.0.1:" + listening.getLocalPort();
    }

    private void serve() {
        try (Socket socket = listening.accept()) {
            WebSocketGreeting.answer(socket);
            accepted.add(socket);
            socket.getInputStream().skipNBytes(Long.MAX_VALUE);
        } catch (IOException expected) {
            // The connection is over, whoever ended it.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        Socket socket = accepted.poll();
        if (socket != null) {
            socket.close();
        }
    }
}
