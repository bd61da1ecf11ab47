package io.fusioncache.cli.transfer;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stores keys by text commands, many under way. The server is told to stop at an error, so that nothing behind the
 * first key that fails is stored, and a load that goes on there loses none.
 */
final class KeyWriter {
    private static final int UNDER_WAY = 4096;

    private final Connection connection;
    private final Tally tally;
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private boolean guarded;

    private record Sent(String file, KeyRows.Located row, List<CompletableFuture<String>> answers) {}

    KeyWriter(Connection connection, Tally tally) {
        this.connection = connection;
        this.tally = tally;
    }

    /** Sends a key; waits for older ones when many are under way. */
    void add(String file, KeyRows.Located row) {
        if (!guarded) {
            KeyCommands.checked(connection.await(connection.client().command(KeyCommands.STOP_ON_ERROR)));
            guarded = true;
        }
        if (underWay.size() == UNDER_WAY) {
            settle(underWay.remove());
        }
        underWay.add(new Sent(
                file,
                row,
                row.key().commands().stream()
                        .map(connection.client()::commandLine)
                        .toList()));
    }

    /** Waits for every answer. */
    void flush() {
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
    }

    /** After a failure: takes in the answers to what was sent, so that it is known what was stored. */
    void settleRest() {
        while (!underWay.isEmpty()) {
            try {
                settle(underWay.remove());
            } catch (CliException expected) {
                // The first failure is the one that is told; the tally has noted this one.
            }
        }
    }

    private void settle(Sent sent) {
        long number = sent.row().number();
        for (CompletableFuture<String> answer : sent.answers()) {
            String text;
            try {
                text = connection.await(answer);
            } catch (CliException e) {
                tally.unknown(sent.file(), number, number, e.status() == ExitStatus.OUTCOME_UNKNOWN);
                throw e;
            }
            try {
                KeyCommands.checked(text);
            } catch (CliException e) {
                String place = RowSource.place(sent.file(), sent.row().line(), number);
                throw new CliException(e.status(), place + e.text());
            }
        }
        tally.stored(sent.file(), number, number);
    }
}
