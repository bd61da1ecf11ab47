package io.fusioncache.server.net.resp;

import io.fusioncache.server.command.Words;

/**
 * Tells a web browser from a client. A web page can make its visitor's browser send an HTTP request to this port, whose
 * body then reads like inline commands; its first lines give it away before.
 */
final class CrossProtocol {
    private CrossProtocol() {}

    /** True for the first word of a line that every such request has. */
    static boolean isHttp(byte[] name) {
        return Words.equalsIgnoreCase(name, "POST") || Words.equalsIgnoreCase(name, "HOST:");
    }
}
