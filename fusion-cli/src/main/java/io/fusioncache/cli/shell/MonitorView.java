package io.fusioncache.cli.shell;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.common.client.CommandText;
import java.util.concurrent.CompletableFuture;

/**
 * {@code MONITOR} in the shell: shows commands as the server runs them until Ctrl-C. It has a connection of its own,
 * since there is no way back from it on one that is needed.
 */
final class MonitorView {
    private final Link link;
    private final Screen screen;
    private final Waiting waiting;

    MonitorView(Link link, Screen screen, Waiting waiting) {
        this.link = link;
        this.screen = screen;
        this.waiting = waiting;
    }

    /** Shows until Ctrl-C. */
    void run() {
        CompletableFuture<Void> interrupt = screen.nextInterrupt();
        try (Connection connection = link.another()) {
            CompletableFuture<String> started = connection.client().monitor(line -> screen.print(line + "\n"));
            String answer = waiting.await(started, connection.timeout());
            if (CommandText.isError(answer)) {
                throw new CliException(ExitStatus.SERVER_ERROR, answer);
            }
            screen.error("Commands as the server runs them. Ctrl-C ends.");
            CompletableFuture.anyOf(interrupt, connection.client().lost()).join();
            if (!interrupt.isDone()) {
                throw new CliException(
                        ExitStatus.NO_CONNECTION, connection.client().lost().join());
            }
        }
    }
}
