package io.fusioncache.cli.command;

import io.fusioncache.cli.config.OutputFormat;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.measure.StatLine;
import io.fusioncache.cli.measure.StatSample;
import io.fusioncache.cli.transfer.Server;
import io.fusioncache.common.client.CommandText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code stat}: one line a period about what the server holds and does. */
final class StatCommand implements Command {
    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Shows one line a period: keys, objects, memory, commands/s, hit ratio, clients.",
                        "The first line has no rates, for no period is over. With -o json a line is an object.");
        Periods.addTo(model);
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        Periods periods = Periods.of(arguments);
        boolean json = session.settings().format(session.console().outIsTerminal()) == OutputFormat.JSON;
        try (Connection connection = Connection.open(session.settings(), session.console())) {
            StatSample before = null;
            for (int line = 0; periods.includes(line); line++) {
                if (line > 0) {
                    session.pause(periods.interval());
                }
                StatSample now = sample(connection, session.console().nanoTime().getAsLong());
                print(now, before, line, json, session);
                before = now;
            }
        }
    }

    private static void print(StatSample now, @Nullable StatSample before, int line, boolean json, Session session) {
        StatLine stat = new StatLine(now, before);
        if (!json && Periods.isHeadingBefore(line)) {
            session.print(StatLine.HEADING);
        }
        session.print(json ? stat.json() : stat.text());
        session.out().flush();
    }

    private static StatSample sample(Connection connection, long nanos) {
        Server server = new Server(connection);
        JsonTree stats = server.query("{\"STATS\":{}}");
        JsonTree counts = server.query("{\"COUNT\":{}}");
        String info = connection.await(connection.client().command(List.of("INFO")));
        if (CommandText.isError(info)) {
            throw Session.serverError(info);
        }
        return StatSample.of(
                nanos, JsonTree.parse(info) instanceof JsonTree.Text text ? text.value() : info, stats, counts);
    }
}
