package io.fusioncache.server.net;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.query.statement.StoreAhead;
import org.jspecify.annotations.Nullable;

/**
 * A message whose turn has come.
 *
 * @param message the text, whole
 * @param ahead what was read of it before it was whole, or null; stays the network's to close
 * @param pin what a read sees; null is the newest state. Stays the network's to close
 * @param receivedNanos when the last byte was there
 * @param waited true when it had to wait for its turn or for a thread
 * @param waitedNanos how long it waited
 */
public record Turn(
        MessageBytes message,
        @Nullable StoreAhead ahead,
        @Nullable Pin pin,
        long receivedNanos,
        boolean waited,
        long waitedNanos) {}
