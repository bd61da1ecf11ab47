package io.fusioncache.server.net;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The answer to a request that is no query: wrong path, method, origin. */
public final class HttpRefusal {
    private HttpRefusal() {}

    /**
     * Answers with a status and a JSON body, and ends the exchange.
     *
     * @param sentence for a person; printable ASCII without quotation marks and backslashes
     */
    public static void send(HttpServerExchange exchange, int status, String sentence) {
        sendJson(exchange, status, body(status, sentence));
    }

    private static String body(int status, String sentence) {
        return "{\"status\":" + status + ",\"error\":\"" + StatusCodes.getReason(status) + "\",\"message\":\""
                + sentence + "\"}";
    }

    /**
     * A whole answer to whatever a client may ask that has no place here; it says that the connection ends and when to
     * try again.
     *
     * @param sentence as for {@link #send}
     */
    static byte[] closing(int status, String sentence) {
        String body = body(status, sentence);
        return ("HTTP/1.1 " + status + " " + StatusCodes.getReason(status)
                        + "\r\nConnection: close\r\nRetry-After: 1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers with a status and a body that is JSON already. */
    public static void sendJson(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
