package io.fusioncache.server.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The plainest client there is: bytes out, replies in. Words are Latin-1, so that any byte can be written. */
public final class WireClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final BufferedInputStream in;

    /** Connects. */
    public WireClient(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** Sends one command and reads its reply. */
    public WireReply call(String... words) throws IOException {
        sendRaw(encode(List.of(words)));
        return read();
    }

    /** Sends all commands at once and reads as many replies. */
    public List<WireReply> pipeline(List<List<String>> commands) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        commands.forEach(command -> all.writeBytes(encode(command)));
        sendRaw(all.toByteArray());
        List<WireReply> replies = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            replies.add(read());
        }
        return replies;
    }

    /** Sends bytes. */
    public void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends text. */
    public void sendRaw(String latin1) throws IOException {
        sendRaw(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one reply. */
    public WireReply read() throws IOException {
        return WireReply.read(in);
    }

    /** Everything up to the end of the connection, as Latin-1. */
    public String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Bytes that are here already. */
    public int available() throws IOException {
        return in.available();
    }

    /** Says that nothing more will be sent. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The address that the server sees. */
    public String localAddress() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** A command as an array of bulk strings. */
    public static byte[] encode(List<String> words) {
        StringBuilder text = new StringBuilder("*").append(words.size()).append("\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
