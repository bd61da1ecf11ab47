package io.fusioncache.server.net.websocket;

import io.fusioncache.server.net.NetLimits;
import io.fusioncache.server.net.channel.Outbox;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Watches over one connection from its network thread, a few times in each limit's span, so that a message costs no
 * timer: pings a silent client, closes one that stays silent, and closes one that does not take its answers.
 */
final class KeepAlive {
    /** Pings within the idle limit; a client that lives answers at least one of them in time. */
    private static final int PINGS = 3;

    /** A client counts as taking its answers when it takes this part of the bound in the time it is given. */
    private static final int PROGRESS = 16;

    private final WebSocketConnection connection;
    private final Outbox outbox;
    private final LongSupplier nanoTime;
    private final long maxUnsent;
    private final long idleNanos;
    private final long stalledNanos;
    private final long tickNanos;

    private volatile long heardAt;
    private long pingedAt;
    private boolean over;
    private long overSince;
    private long sentThen;
    private volatile XnioExecutor.@Nullable Key timer;
    private volatile boolean stopped;

    KeepAlive(WebSocketConnection connection, Outbox outbox, NetLimits limits, LongSupplier nanoTime) {
        this.connection = connection;
        this.outbox = outbox;
        this.nanoTime = nanoTime;
        this.maxUnsent = limits.maxUnsentBytes();
        this.idleNanos = limits.idleTimeout().toNanos();
        this.stalledNanos = limits.stalledTimeout().toNanos();
        this.tickNanos =
                Math.max(TimeUnit.MILLISECONDS.toNanos(10), Math.min(idleNanos / (PINGS + 1), stalledNanos / 4));
    }

    void start(XnioIoThread thread) {
        heardAt = nanoTime.getAsLong();
        pingedAt = heardAt;
        timer = thread.executeAtInterval(this::tick, tickNanos, TimeUnit.NANOSECONDS);
    }

    void stop() {
        stopped = true;
        XnioExecutor.Key key = timer;
        if (key != null) {
            key.remove();
        }
    }

    /** Something came from the client. */
    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    private void tick() {
        if (stopped) {
            stop();
            return;
        }
        long now = nanoTime.getAsLong();
        checkStalled(now);
        checkIdle(now);
    }

    private void checkStalled(long now) {
        // An answer in parts never piles up, but a client that does not take its parts keeps a view of the data open.
        boolean isOver = outbox.held() > (connection.isAnswerOpen() ? 0 : maxUnsent);
        if (isOver && over && now - overSince >= stalledNanos) {
            if (outbox.sent() - sentThen < maxUnsent / PROGRESS) {
                connection.closeStalled();
            }
            over = false;
        }
        if (isOver && !over) {
            overSince = now;
            sentThen = outbox.sent();
        }
        over = isOver;
    }

    private void checkIdle(long now) {
        if (connection.isHeld()) {
            heardAt = now; // It may be talking: we are not listening.
        } else if (now - heardAt >= 2 * idleNanos) {
            connection.terminate(); // It began to close long ago and does not come to an end.
        } else if (now - heardAt >= idleNanos) {
            connection.close(CloseCode.GOING_AWAY, "nothing came for too long", true);
        } else if (now - heardAt >= idleNanos / PINGS && now - pingedAt >= idleNanos / PINGS) {
            pingedAt = now;
            connection.ping();
        }
    }
}
