package io.fusioncache.server.net.resp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * Closes a client that has sent nothing for a while, sooner within a command than between two. Looks twice in that
 * time, so it is closed after one to one and a half times the limit, and input costs no look at a clock. Used by one
 * thread.
 */
final class IdleGuard {
    private final RespSettings settings;
    private final Timers timers;
    private final BooleanSupplier busy;
    private final BooleanSupplier withinCommand;
    private final Runnable close;
    private int silentLooks;
    private long period;
    private XnioExecutor.@Nullable Key timer;

    /**
     * A guard of one client.
     *
     * @param busy says whether the client is waiting for the server, rather than the server for it
     * @param withinCommand says whether part of a command has come
     * @param close closes the client
     */
    IdleGuard(
            RespSettings settings, Timers timers, BooleanSupplier busy, BooleanSupplier withinCommand, Runnable close) {
        this.settings = settings;
        this.timers = timers;
        this.busy = busy;
        this.withinCommand = withinCommand;
        this.close = close;
    }

    /** Begins the watch, if the settings ask for one. */
    void start() {
        long idle = settings.idleTimeout().toNanos();
        long half = settings.halfCommandTimeout().toNanos();
        long shorter = idle > 0 && (half == 0 || idle < half) ? idle : half;
        period = Math.max(shorter / 2, 1);
        timer = shorter > 0 ? timers.after(period, this::look) : null;
    }

    /** To be told when something has come. */
    void heard() {
        silentLooks = 0;
    }

    private void look() {
        silentLooks = busy.getAsBoolean() ? 0 : silentLooks + 1;
        boolean over = isOver(settings.idleTimeout())
                || (isOver(settings.halfCommandTimeout()) && withinCommand.getAsBoolean());
        if (over) {
            close.run();
        } else {
            start();
        }
    }

    /** The first look may have come right behind the last input, so it does not count. */
    private boolean isOver(Duration limit) {
        return limit.isPositive() && (silentLooks - 1) * period >= limit.toNanos() / 2 * 2;
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
