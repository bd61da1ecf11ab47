package io.fusioncache.server.engine.object;

/** How work that takes long is polite to what does not. */
public final class LongWork {
    private LongWork() {}

    /**
     * Lets a thread run that waits for this processor; to be called in a loop, about each tenth of a millisecond.
     *
     * <p>Linux leaves a thread on its processor for one slice, 3 to 4 ms, when another one wakes up there, also when
     * that is the network thread with a read of microseconds. Takes less than a microsecond when nobody waits.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Nothing depends on it: it is a hint, and one that is heeded.
    public static void giveWay() {
        Thread.yield();
    }
}
