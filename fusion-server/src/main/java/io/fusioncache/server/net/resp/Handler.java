package io.fusioncache.server.net.resp;

import java.io.IOException;

/** Something that a connection does on its network thread, and that ends when the client is gone. */
@FunctionalInterface
interface Handler {
    /** Does it. */
    void run() throws IOException;
}
