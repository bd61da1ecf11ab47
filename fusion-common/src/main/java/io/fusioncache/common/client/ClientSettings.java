package io.fusioncache.common.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a client connects to and what it bounds. Immutable; the {@code with} methods return a changed copy.
 *
 * @param uri {@code ws://host:port/} or {@code wss://host:port/}
 * @param connectTimeout for the connection, TLS and the WebSocket handshake together
 * @param tls used for {@code wss:} only
 * @param maxUnsentBytes what may wait to be sent before a caller is made to wait as well
 * @param maxAnswerBytes a longer answer ends the connection instead of filling the memory
 * @param pingInterval how long the server may be silent before it is asked for a sign of life
 * @param silenceLimit how long it may stay silent before the connection counts as lost
 */
public record ClientSettings(
        URI uri,
        Duration connectTimeout,
        TlsSettings tls,
        long maxUnsentBytes,
        int maxAnswerBytes,
        Duration pingInterval,
        Duration silenceLimit) {
    /** The port of the standard WebSocket interface. */
    public static final int DEFAULT_PORT = 1982;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(3);
    private static final long MAX_UNSENT = 16L << 20;
    private static final int MAX_ANSWER = 1 << 30;

    /**
     * The default settings for an address.
     *
     * @param address {@code ws://host:port}, {@code wss://host:port}, {@code host:port} or {@code host}
     * @throws IllegalArgumentException when it is none of these; the message says why
     */
    public static ClientSettings of(String address) {
        return new ClientSettings(
                parse(address),
                CONNECT_TIMEOUT,
                TlsSettings.PLATFORM,
                MAX_UNSENT,
                MAX_ANSWER,
                PING_INTERVAL,
                SILENCE_LIMIT);
    }

    /** True for {@code wss:}. */
    public boolean isSecure() {
        return "wss".equals(uri.getScheme());
    }

    /** The host, without the brackets of an IPv6 address. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public ClientSettings withConnectTimeout(Duration timeout) {
        return new ClientSettings(uri, timeout, tls, maxUnsentBytes, maxAnswerBytes, pingInterval, silenceLimit);
    }

    public ClientSettings withTls(TlsSettings settings) {
        return new ClientSettings(
                uri, connectTimeout, settings, maxUnsentBytes, maxAnswerBytes, pingInterval, silenceLimit);
    }

    public ClientSettings withMaxUnsentBytes(long bytes) {
        return new ClientSettings(uri, connectTimeout, tls, bytes, maxAnswerBytes, pingInterval, silenceLimit);
    }

    public ClientSettings withMaxAnswerBytes(int bytes) {
        return new ClientSettings(uri, connectTimeout, tls, maxUnsentBytes, bytes, pingInterval, silenceLimit);
    }

    public ClientSettings withSignsOfLife(Duration interval, Duration limit) {
        return new ClientSettings(uri, connectTimeout, tls, maxUnsentBytes, maxAnswerBytes, interval, limit);
    }

    /** The same settings for another port of the same host, which is where the server's other interfaces are. */
    public ClientSettings withPort(int port) {
        return new ClientSettings(
                address(uri.getScheme(), uri.getHost(), port, uri.getRawPath()),
                connectTimeout,
                tls,
                maxUnsentBytes,
                maxAnswerBytes,
                pingInterval,
                silenceLimit);
    }

    private static URI parse(String address) {
        String text = address.strip();
        URI parsed;
        try {
            parsed = new URI(text.contains("://") ? text : "ws://" + text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("\"" + address + "\" is no address: " + e.getReason(), e);
        }
        String scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException("\"" + address + "\" begins with neither ws:// nor wss://");
        }
        if (parsed.getHost() == null || parsed.getUserInfo() != null || parsed.getPort() > 0xFFFF) {
            throw new IllegalArgumentException("\"" + address + "\" is not of the form ws://HOST:PORT");
        }
        int port = parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort();
        return address(scheme, parsed.getHost(), port, parsed.getRawPath());
    }

    private static URI address(String scheme, String host, int port, String path) {
        return URI.create(scheme + "://" + host + ":" + port + (path.isEmpty() ? "/" : path));
    }
}
