package io.fusioncache.server.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** How many clients the interfaces of a server hold together. Safe for use by any number of threads; O(1). */
public final class ClientLimit {
    private final AtomicInteger present = new AtomicInteger();
    private final IntSupplier most;

    /**
     * A limit with nobody there yet.
     *
     * @param most the most clients at a time, asked at each that comes, since it can be changed
     */
    public ClientLimit(IntSupplier most) {
        this.most = most;
    }

    /**
     * Takes a place.
     *
     * @return false when there is none left; nothing is taken then
     */
    public boolean tryEnter() {
        if (present.incrementAndGet() > most.getAsInt()) {
            present.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    public void leave() {
        present.decrementAndGet();
    }

    /** Clients that are there. */
    public int present() {
        return present.get();
    }
}
