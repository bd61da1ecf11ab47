package io.fusioncache.server.net.rest;

import io.fusioncache.server.net.Endpoint;
import io.fusioncache.server.net.HttpRefusal;
import io.fusioncache.server.net.NetServices;
import io.fusioncache.server.net.Refusal;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The REST interface: looks at a request's header, and answers it or lets its body be read. On network threads. */
public final class RestHandler implements HttpHandler {
    /** How far beyond the limit a refused body is read and dropped, so that its client gets to read why. */
    private static final int PATIENCE = 16;

    private static final String QUERY_METHODS = "GET, POST";
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private final AttachmentKey<RestConnection> connections = AttachmentKey.create(RestConnection.class);
    private final Endpoint endpoint;
    private final NetServices services;
    private final Supplier<String> metrics;

    /**
     * Makes the interface.
     *
     * @param metrics the text of {@code /metrics}
     */
    public RestHandler(Endpoint endpoint, NetServices services, Supplier<String> metrics) {
        this.endpoint = endpoint;
        this.services = services;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        String origin = headers.getFirst(Headers.ORIGIN);
        Optional<String> foreign = services.guard().check(origin, headers.getFirst(Headers.HOST));
        if (foreign.isPresent()) {
            refuse(exchange, StatusCodes.FORBIDDEN, foreign.get());
            return;
        }
        exchange.setMaxEntitySize(PATIENCE * endpoint.maxRead());
        exchange.getResponseHeaders().put(CONTENT_TYPE_OPTIONS, "nosniff");
        if (origin != null) {
            exchange.getResponseHeaders().put(ALLOW_ORIGIN, origin).put(Headers.VARY, "Origin");
        }
        switch (exchange.getRequestPath()) {
            case "/" -> query(exchange);
            case "/health" -> readOnly(exchange, this::health);
            case "/metrics" -> readOnly(exchange, this::metrics);
            default -> refuse(exchange, StatusCodes.NOT_FOUND, "There is nothing here; queries go to /");
        }
    }

    private void readOnly(HttpServerExchange exchange, HttpHandler answer) {
        if (exchange.getRequestMethod().equals(Methods.GET)) {
            try {
                answer.handleRequest(exchange);
            } catch (Exception e) {
                throw new IllegalStateException("answers from memory don't fail", e);
            }
        } else {
            notAllowed(exchange, "GET");
        }
    }

    private void health(HttpServerExchange exchange) {
        String phase = services.lifecycle().phase().name().toLowerCase(Locale.ROOT);
        if (!services.lifecycle().isUp()) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
        }
        HttpRefusal.sendJson(
                exchange,
                services.lifecycle().isUp() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
                "{\"status\":\"" + phase + "\"}");
    }

    private void metrics(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
        exchange.getResponseSender().send(ByteBuffer.wrap(metrics.get().getBytes(StandardCharsets.UTF_8)));
    }

    private void query(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.OPTIONS)) {
            preflight(exchange);
        } else if (!method.equals(Methods.GET) && !method.equals(Methods.POST)) {
            notAllowed(exchange, QUERY_METHODS);
        } else if (!isJson(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            refuse(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "Send the query with Content-Type: application/json");
        } else {
            RestQuery query = new RestQuery(exchange, endpoint, services, connection(exchange));
            if (!services.lifecycle().isUp()) {
                query.refuse(Refusal.stopping());
            } else if (exchange.getRequestContentLength() > endpoint.maxRead()) {
                query.refuse(Refusal.tooLong(endpoint.maxRead()));
            } else if (services.pool().waiting() >= services.limits().maxWaitingQueries()) {
                exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
                refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "Too many queries wait already");
            } else {
                exchange.dispatch(SameThreadExecutor.INSTANCE, query::read);
            }
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().equalsIgnoreCase("application/json");
    }

    private RestConnection connection(HttpServerExchange exchange) {
        RestConnection connection = exchange.getConnection().getAttachment(connections);
        if (connection == null) {
            RestConnection created = new RestConnection(services);
            exchange.getConnection().putAttachment(connections, created);
            endpoint.traffic().connectionOpened();
            exchange.getConnection().addCloseListener(closed -> {
                endpoint.traffic().connectionClosed();
                created.closed();
            });
            connection = created;
        }
        return connection;
    }

    /** The question a browser asks before it lets an allowed page send JSON. */
    private void preflight(HttpServerExchange exchange) {
        exchange.getResponseHeaders()
                .put(Headers.ALLOW, QUERY_METHODS)
                .put(ALLOW_METHODS, QUERY_METHODS)
                .put(ALLOW_HEADERS, "Content-Type")
                .put(MAX_AGE, 600);
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
        exchange.endExchange();
    }

    private void notAllowed(HttpServerExchange exchange, String allowed) {
        exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
        refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Only " + allowed + " here");
    }

    private void refuse(HttpServerExchange exchange, int status, String sentence) {
        endpoint.traffic().messageRefused();
        RestQuery.leaveBody(exchange);
        HttpRefusal.send(exchange, status, sentence);
    }
}
