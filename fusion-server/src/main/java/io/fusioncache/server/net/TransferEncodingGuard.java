package io.fusioncache.server.net;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose body is encoded in a way that is not known here. Where such a body ends is not known either:
 * the network library takes it for the next request, which somebody in between may not have seen as one.
 */
final class TransferEncodingGuard implements HttpHandler {
    private final HttpHandler next;
    private final Runnable whenRefused;

    /**
     * Guards a handler.
     *
     * @param whenRefused called for each request that is refused
     */
    TransferEncodingGuard(HttpHandler next, Runnable whenRefused) {
        this.next = next;
        this.whenRefused = whenRefused;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isKnown(exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING))) {
            next.handleRequest(exchange);
            return;
        }
        whenRefused.run();
        exchange.setPersistent(false);
        HttpRefusal.send(exchange, StatusCodes.NOT_IMPLEMENTED, "No transfer encoding is taken but chunked");
    }

    private static boolean isKnown(@Nullable HeaderValues encodings) {
        return encodings == null
                || (encodings.size() == 1 && encodings.getFirst().strip().equalsIgnoreCase("chunked"));
    }
}
