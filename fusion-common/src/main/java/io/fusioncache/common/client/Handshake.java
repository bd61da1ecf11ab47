package io.fusioncache.common.client;

import io.fusioncache.common.client.FusionClientException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** From an address to a socket that speaks WebSocket frames: connect, TLS when asked for, HTTP upgrade. */
final class Handshake {
    private static final int MAX_RESPONSE = 16 << 10;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ClientSettings settings;
    private final RandomGenerator random;
    private final long deadline;

    private Handshake(ClientSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.deadline = System.nanoTime() + settings.connectTimeout().toNanos();
    }

    /**
     * @throws FusionClientException with reason NO_CONNECTION, TLS or NOT_AUTHENTICATED; no socket is left open then
     */
    static Socket connect(ClientSettings settings, RandomGenerator random) throws FusionClientException {
        return new Handshake(settings, random).run();
    }

    private Socket run() throws FusionClientException {
        Socket plain = new Socket();
        boolean done = false;
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(settings.host(), settings.uri().getPort()), remainingMillis());
            plain.setSoTimeout(remainingMillis());
            Socket socket = settings.isSecure() ? TlsSockets.wrap(plain, settings) : plain;
            upgrade(socket);
            socket.setSoTimeout(0);
            done = true;
            return socket;
        } catch (FusionClientException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw failure("no answer within " + settings.connectTimeout().toMillis() + " ms", e);
        } catch (UnknownHostException e) {
            throw failure("the host name is not known", e);
        } catch (IOException e) {
            throw failure(Failures.text(e), e);
        } finally {
            if (!done) {
                closeQuietly(plain);
            }
        }
    }

    private void upgrade(Socket socket) throws IOException {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String request = "GET " + settings.uri().getRawPath() + " HTTP/1.1\r\nHost: "
                + settings.uri().getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String response = readResponse(socket);
        int status = status(response);
        if (status == 401) {
            throw new FusionClientException(
                    Reason.NOT_AUTHENTICATED, settings.uri() + " refuses the connection: not authenticated");
        }
        if (status != 101) {
            throw failure("the answer is HTTP status " + status + ", not a WebSocket", null);
        }
        String accept = header(response, "Sec-WebSocket-Accept");
        if (!"websocket".equalsIgnoreCase(header(response, "Upgrade"))
                || !expectedAccept(key).equals(accept)) {
            throw failure("the answer to the WebSocket handshake is wrong", null);
        }
    }

    /** Reads up to the empty line and not a byte further: what follows is frames already. */
    private String readResponse(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.length() < MAX_RESPONSE) {
            socket.setSoTimeout(remainingMillis());
            int next = in.read();
            if (next < 0) {
                throw failure("the server closed the connection during the handshake", null);
            }
            text.append((char) next);
            if (next == '\n' && text.lastIndexOf("\r\n\r\n") == text.length() - 4) {
                return text.toString();
            }
        }
        throw failure("the answer to the WebSocket handshake is too long", null);
    }

    private int status(String response) throws FusionClientException {
        String[] words = response.substring(0, response.indexOf('\r')).split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9][0-9]")) {
            throw failure("what answers there does not speak HTTP", null);
        }
        return Integer.parseInt(words[1]);
    }

    private static @Nullable String header(String response, String name) {
        for (String line : response.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return null;
    }

    private static String expectedAccept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private int remainingMillis() throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("handshake");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private FusionClientException failure(String why, @Nullable Throwable cause) {
        return new FusionClientException(
                Reason.NO_CONNECTION, "can't connect to " + settings.uri() + ": " + why, cause);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException expected) {
            // The connection is being given up: there is nobody left to tell and nothing left to save.
        }
    }
}
