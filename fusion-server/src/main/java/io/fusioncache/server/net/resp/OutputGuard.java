package io.fusioncache.server.net.resp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * What happens to a client that does not read its replies. Above the soft limit nothing more is read from it until half
 * of that has gone; above it for too long, or above the hard limit, it is closed. Used by one thread.
 */
final class OutputGuard {
    /** With memory short, replies are not piled up beyond this. */
    private static final long MOST_WHEN_TIGHT = 256 * 1024;

    private final RespSettings settings;
    private final Timers timers;
    private final Consumer<String> close;
    private boolean paused;
    private XnioExecutor.@Nullable Key timer;

    /**
     * A guard of one client.
     *
     * @param close closes the client, for the reason it is given
     */
    OutputGuard(RespSettings settings, Timers timers, Consumer<String> close) {
        this.settings = settings;
        this.timers = timers;
        this.close = close;
    }

    /**
     * To be told after each sending.
     *
     * @param waiting bytes that wait
     * @param tight true when there is no memory for them
     */
    void waiting(long waiting, boolean tight) {
        long soft = settings.softOutputLimit();
        if (waiting > settings.hardOutputLimit()) {
            close.accept("more replies wait than the hard limit allows");
        } else if (waiting > soft) {
            paused = true;
            if (timer == null) {
                timer = timers.after(settings.softLimitTime().toNanos(), this::tooLong);
            }
        } else {
            stop();
            long most = tight ? Math.min(soft, MOST_WHEN_TIGHT) : soft;
            paused = waiting > (paused ? most / 2 : most);
        }
    }

    private void tooLong() {
        timer = null;
        close.accept(
                "replies above the soft limit for " + settings.softLimitTime().toMillis() + " ms");
    }

    /** True when nothing is to be read from the client. */
    boolean isPaused() {
        return paused;
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
