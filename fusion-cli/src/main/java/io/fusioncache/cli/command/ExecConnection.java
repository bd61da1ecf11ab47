package io.fusioncache.cli.command;

import io.fusioncache.cli.connection.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a run, opened when the first request is there, and whether the server was told to skip the text
 * commands behind one that fails.
 */
final class ExecConnection implements AutoCloseable {
    private enum Guard {
        OFF,
        ON,
        /** The server does not know how, or what a failure is. */
        IMPOSSIBLE
    }

    private final Session session;
    private volatile @Nullable Connection connection;
    private Guard guard;

    /** @param guardable false when more than the server's errors are failures, which it can't know */
    ExecConnection(Session session, boolean guardable) {
        this.session = session;
        this.guard = guardable ? Guard.OFF : Guard.IMPOSSIBLE;
    }

    /** The connection, made at the first call. */
    Connection open() {
        Connection open = connection;
        if (open == null) {
            open = Connection.open(session.settings(), session.console());
            connection = open;
        }
        return open;
    }

    /** True when the server skips what stands behind a text command that fails. */
    boolean isGuarded() {
        return guard == Guard.ON;
    }

    /** Tells the server to, in one round trip. Nothing else may be under way. */
    void guard() {
        if (guard == Guard.OFF) {
            Connection open = open();
            String answer = open.await(open.client().command(List.of("CLIENT", "STOP-ON-ERROR", "ON")));
            guard = answer.equals("OK") ? Guard.ON : Guard.IMPOSSIBLE;
        }
    }

    /** Counts on it no longer. */
    void unguard() {
        if (guard == Guard.ON) {
            guard = Guard.OFF;
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
