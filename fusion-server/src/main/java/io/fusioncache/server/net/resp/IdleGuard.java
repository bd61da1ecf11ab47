package io.fusioncache.server.net.resp;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Closes a client that has sent nothing for a while. Looks twice in that time, so it is closed after one to one and a
 * half times the limit, and input costs no look at a clock. Used by one thread.
 */
final class IdleGuard {
    private static final int SILENT_PERIODS = 3;

    private final RespSettings settings;
    private final Timers timers;
    private final BooleanSupplier busy;
    private final Runnable close;
    private int silentPeriods;
    private XnioExecutor.@Nullable Key timer;

    /**
     * A guard of one client.
     *
     * @param busy says whether the client is waiting for the server, rather than the server for it
     * @param close closes the client
     */
    IdleGuard(RespSettings settings, Timers timers, BooleanSupplier busy, Runnable close) {
        this.settings = settings;
        this.timers = timers;
        this.busy = busy;
        this.close = close;
    }

    /** Begins the watch, if the settings ask for one. */
    void start() {
        long idle = settings.idleTimeout().toNanos();
        timer = idle > 0 ? timers.after(Math.max(idle / 2, 1), this::look) : null;
    }

    /** To be told when something has come. */
    void heard() {
        silentPeriods = 0;
    }

    private void look() {
        silentPeriods = busy.getAsBoolean() ? 0 : silentPeriods + 1;
        if (silentPeriods >= SILENT_PERIODS) {
            close.run();
        } else {
            start();
        }
    }

    /** Ends the watch. */
    void stop() {
        XnioExecutor.Key running = timer;
        if (running != null) {
            running.remove();
            timer = null;
        }
    }
}
