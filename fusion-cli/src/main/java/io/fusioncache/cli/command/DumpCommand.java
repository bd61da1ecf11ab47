package io.fusioncache.cli.command;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.transfer.Dump;
import io.fusioncache.cli.transfer.Server;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code dump}: writes what the server holds as NDJSON that {@code load} reads. */
final class DumpCommand implements Command {
    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage().description("Writes classes and objects as NDJSON that load reads.");
        model.addOption(Arguments.value("--class", "NAME", "Only this class and those that it links to."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        String className = arguments.matchedOptionValue("--class", "");
        try (Connection connection = Connection.open(session.settings(), session.console())) {
            long count = new Dump(new Server(connection), session.out()).write(className.isEmpty() ? null : className);
            session.summary("Wrote " + count + (count == 1 ? " object" : " objects"));
        }
    }
}
