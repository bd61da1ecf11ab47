package io.fusioncache.server.net.order;

import io.fusioncache.server.net.Pin;
import io.fusioncache.server.query.QueryWeight;
import org.jspecify.annotations.Nullable;

/** A message that waits for its turn. */
public interface Message {
    /** How it has to be run. */
    QueryWeight weight();

    /**
     * True when it is done so quickly that it may run on the network thread, if its turn has come when it is received.
     */
    default boolean isShort() {
        return weight().isShort();
    }

    /**
     * True when the answer goes on after {@link #run} and still needs the pin; whoever sends the answer closes it then.
     * Asked after the run, on the thread that ran it.
     */
    default boolean keepsPin() {
        return false;
    }

    /** What it takes in memory, in bytes. */
    long bytes();

    /**
     * Runs the message and hands its answer to the network. Called once, on whichever thread its turn comes.
     *
     * @param pin what a read sees; null is the newest state. Closed by the caller afterwards, unless
     *     {@link #keepsPin()}
     * @param waited true when it had to wait for its turn or for a thread
     */
    void run(@Nullable Pin pin, boolean waited);
}
