package io.fusioncache.server.start;

import io.undertow.Undertow;

/** What the start of the server is compared with: an HTTP server that answers one word. Ends at TERM. */
public final class BareUndertow {
    private BareUndertow() {}

    /** Serves on the port that is the only argument. */
    public static void main(String[] arguments) {
        Undertow.builder()
                .addHttpListener(Integer.parseInt(arguments[0]), "127.0.0.1")
                .setHandler(exchange -> exchange.getResponseSender().send("up"))
                .build()
                .start();
    }
}
