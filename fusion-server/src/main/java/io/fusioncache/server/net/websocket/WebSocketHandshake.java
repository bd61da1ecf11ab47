package io.fusioncache.server.net.websocket;

import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.HttpRefusal;
import io.fusioncache.server.net.NetServices;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a request on {@code /} into a WebSocket, or refuses it. */
public final class WebSocketHandshake implements HttpHandler {
    /** What RFC 6455 wants appended to the client's key. */
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String DEFLATE = "permessage-deflate";
    private static final HttpString EXTENSIONS = new HttpString("Sec-WebSocket-Extensions");

    private final Endpoint endpoint;
    private final NetServices services;
    private final Registry registry;

    /**
     * Makes the handshake of one interface.
     *
     * @param registry where its connections are kept
     */
    public WebSocketHandshake(Endpoint endpoint, NetServices services, Registry registry) {
        this.endpoint = endpoint;
        this.services = services;
        this.registry = registry;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        Optional<String> foreign =
                services.guard().check(headers.getFirst(Headers.ORIGIN), headers.getFirst(Headers.HOST));
        String key = headers.getFirst(Headers.SEC_WEB_SOCKET_KEY);
        if (foreign.isPresent()) {
            endpoint.traffic().connectionRefused();
            HttpRefusal.send(exchange, StatusCodes.FORBIDDEN, foreign.get());
        } else if (!exchange.getRequestPath().equals("/")) {
            HttpRefusal.send(exchange, StatusCodes.NOT_FOUND, "There is nothing here; the WebSocket is at /");
        } else if (!services.lifecycle().isUp()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
            HttpRefusal.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The server is starting or stopping");
        } else if (!isUpgrade(exchange)) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
            HttpRefusal.send(exchange, StatusCodes.UPGRADE_REQUIRED, "This port speaks WebSocket; REST is on its own");
        } else if (!"13".equals(headers.getFirst(Headers.SEC_WEB_SOCKET_VERSION))) {
            exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, "13");
            HttpRefusal.send(exchange, StatusCodes.UPGRADE_REQUIRED, "Only WebSocket version 13 is spoken");
        } else if (key == null || !isKey(key) || exchange.getRequestContentLength() > 0) {
            HttpRefusal.send(exchange, StatusCodes.BAD_REQUEST, "The handshake has no proper Sec-WebSocket-Key");
        } else {
            upgrade(exchange, key);
        }
    }

    private static boolean isUpgrade(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.GET)
                && hasWord(exchange.getRequestHeaders().get(Headers.CONNECTION), "upgrade")
                && hasWord(exchange.getRequestHeaders().get(Headers.UPGRADE), "websocket");
    }

    private static boolean hasWord(@Nullable HeaderValues values, String word) {
        return values != null
                && values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .anyMatch(part -> part.strip().equalsIgnoreCase(word));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void upgrade(HttpServerExchange exchange, String key) {
        HeaderMap answer = exchange.getResponseHeaders();
        answer.put(Headers.UPGRADE, "websocket");
        answer.put(Headers.CONNECTION, "Upgrade");
        answer.put(Headers.SEC_WEB_SOCKET_ACCEPT, accept(key.strip()));
        boolean deflate = services.limits().deflate()
                && offersDeflate(exchange.getRequestHeaders().get(EXTENSIONS));
        if (deflate) {
            answer.put(EXTENSIONS, DEFLATE + "; server_no_context_takeover; client_no_context_takeover");
        }
        exchange.upgradeChannel((connection, upgraded) -> {
            WebSocketConnection client = new WebSocketConnection(connection, endpoint, services, deflate);
            registry.add(client);
            endpoint.traffic().connectionOpened();
            upgraded.getConnection().addCloseListener(closed -> {
                registry.remove(client);
                endpoint.traffic().connectionClosed();
                client.closed();
            });
            client.start();
        });
        exchange.endExchange();
    }

    /** Offers that ask for a smaller window of the server's are left alone: our compressor has only the usual one. */
    private static boolean offersDeflate(@Nullable HeaderValues offers) {
        return offers != null
                && offers.stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(offer -> offer.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(offer -> offer.startsWith(DEFLATE) && !offer.contains("server_max_window_bits"));
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
