package io.fusioncache.cli.command;

import io.fusioncache.cli.config.OutputFormat;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.measure.MonitoredCommand;
import io.fusioncache.common.client.CommandText;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code monitor}: commands as the server runs them, until interrupted. */
final class MonitorCommand implements Command {
    private static final int WAITING_LINES = 4096;
    private static final int LOOK_MILLIS = 200;

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Shows text commands as the server runs them, until Ctrl-C.",
                        "With -o json each is an object with time, client and command. It slows a busy server down.");
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        // What can't be taken in keeps the client from reading on.
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
        OutputFormat format = session.settings().format(session.console().outIsTerminal());
        try (Connection connection = Connection.open(session.settings(), session.console())) {
            String answer = connection.await(connection.client().monitor(line -> put(lines, line)));
            if (CommandText.isError(answer)) {
                throw Session.serverError(answer);
            }
            CompletableFuture<String> end = connection.client().lost();
            while (true) {
                print(next(lines, end, session), format, session);
            }
        }
    }

    private static void print(String line, OutputFormat format, Session session) {
        MonitoredCommand command = format == OutputFormat.JSON ? MonitoredCommand.parse(line) : null;
        session.print(command == null ? line : command.json());
    }

    private static String next(BlockingQueue<String> lines, CompletableFuture<String> end, Session session) {
        String waiting = lines.poll();
        if (waiting != null) {
            return waiting;
        }
        session.out().flush();
        try {
            while (true) {
                boolean over = end.isDone();
                String line = lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (line != null) {
                    return line;
                }
                if (over) {
                    throw new CliException(ExitStatus.NO_CONNECTION, end.join());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitStatus.INTERRUPTED, "");
        }
    }

    private static void put(BlockingQueue<String> lines, String line) {
        try {
            lines.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The client is being closed, and nobody prints any more.
        }
    }
}
