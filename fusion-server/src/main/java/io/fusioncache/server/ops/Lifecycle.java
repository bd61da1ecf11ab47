package io.fusioncache.server.ops;

/** Where the server stands between its start and its end. Safe for use by any number of threads. */
public final class Lifecycle {
    private volatile Phase phase = Phase.STARTING;

    /** The parts of a server's life, in their order. */
    public enum Phase {
        STARTING,
        UP,
        STOPPING
    }

    /** Where it stands now. */
    public Phase phase() {
        return phase;
    }

    /** Every interface runs. Has no effect on a server that is stopping. */
    public synchronized void up() {
        if (phase == Phase.STARTING) {
            phase = Phase.UP;
        }
    }

    /**
     * Nothing new is to begin.
     *
     * @return false when it was stopping already
     */
    public synchronized boolean stopping() {
        boolean first = phase != Phase.STOPPING;
        phase = Phase.STOPPING;
        return first;
    }

    /** True when messages are to be run. */
    public boolean isUp() {
        return phase == Phase.UP;
    }
}
