package io.fusioncache.cli.command;

import io.fusioncache.cli.config.OutputFormat;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.measure.LatencyTable;
import io.fusioncache.common.client.CommandText;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code latency}: how long a round trip takes. */
final class LatencyCommand implements Command {
    private static final Duration BETWEEN = Duration.ofMillis(10);

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Shows one line a period: the least, average, middle, 99th percentile and longest round trip.",
                        "A PING is sent every 10 ms. With -o json a line is an object.");
        Periods.addTo(model);
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        Periods periods = Periods.of(arguments);
        boolean json = session.settings().format(session.console().outIsTerminal()) == OutputFormat.JSON;
        long samples = Math.max(1, periods.interval().dividedBy(BETWEEN));
        try (Connection connection = Connection.open(session.settings(), session.console())) {
            for (int line = 0; periods.includes(line); line++) {
                Histogram times = LatencyTable.histogram();
                for (long sample = 0; sample < samples; sample++) {
                    LatencyTable.record(times, roundTrip(connection, session));
                    session.pause(BETWEEN);
                }
                if (!json && Periods.isHeadingBefore(line)) {
                    session.print(LatencyTable.HEADING);
                }
                session.print(json ? LatencyTable.json(times) : LatencyTable.text(times));
                session.out().flush();
            }
        }
    }

    private static long roundTrip(Connection connection, Session session) {
        long began = session.console().nanoTime().getAsLong();
        String answer = connection.await(connection.client().command(List.of("PING")));
        long nanos = session.console().nanoTime().getAsLong() - began;
        if (CommandText.isError(answer)) {
            throw Session.serverError(answer);
        }
        return nanos;
    }
}
