package io.fusioncache.cli.command;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.transfer.Dump;
import io.fusioncache.cli.transfer.KeyDump;
import io.fusioncache.cli.transfer.Server;
import io.fusioncache.cli.transfer.Tally;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dump}: writes what the server holds, or a part of it, as NDJSON that {@code load} reads. */
final class DumpCommand implements Command {
    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Writes what the server holds as NDJSON that load reads: classes and objects, then keys.",
                        "It is no snapshot: what is written meanwhile may or may not be in it.");
        model.addOption(Arguments.value("--class", "NAME", "Only this class and those that it links to."));
        model.addOption(Arguments.toggle("--kv", "Only keys, in the form that load --kv reads."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        String className = arguments.matchedOptionValue("--class", "");
        boolean keysOnly = Arguments.isOn(arguments, "--kv");
        if (keysOnly && !className.isEmpty()) {
            throw new CliException(ExitStatus.USAGE, "give --class or --kv; without them everything is written");
        }
        List<String> written = new ArrayList<>();
        try (Connection connection = Connection.open(session.settings(), session.console())) {
            if (!keysOnly) {
                long objects =
                        new Dump(new Server(connection), session.out()).write(className.isEmpty() ? null : className);
                written.add(Tally.counted(objects, "object"));
            }
            if (className.isEmpty()) {
                written.add(Tally.counted(new KeyDump(connection, session.out()).write(), "key"));
            }
        }
        session.out().flush();
        session.summary("Wrote " + String.join(" and ", written));
    }
}
