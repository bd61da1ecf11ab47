package io.fusioncache.server.net.resp;

/**
 * Who pays for what clients make the server hold: commands that are still arriving, and replies that wait to be sent.
 * Asked only for what goes beyond a small allowance, so that ordinary commands cost no call. Safe for use by any number
 * of threads.
 */
public interface ClientMemory {
    /**
     * Takes bytes, positive, if there is room or room can be made.
     *
     * @return false when there is none; nothing is taken then
     */
    boolean reserve(long bytes);

    /** Gives bytes back that were taken. */
    void release(long bytes);

    /** The most that could ever be reserved, in bytes. */
    long limit();
}
