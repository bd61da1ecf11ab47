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
        sendJson(
                exchange,
                status,
                "{\"status\":" + status + ",\"error\":\"" + StatusCodes.getReason(status) + "\",\"message\":\""
                        + sentence + "\"}");
    }

    /** Answers with a status and a body that is JSON already. */
    public static void sendJson(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
