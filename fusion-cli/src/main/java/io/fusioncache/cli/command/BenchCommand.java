package io.fusioncache.cli.command;

import io.fusioncache.cli.config.OutputFormat;
import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.measure.Bench;
import io.fusioncache.cli.measure.BenchLanguage;
import io.fusioncache.cli.measure.BenchOptions;
import io.fusioncache.cli.measure.BenchReport;
import io.fusioncache.common.client.ClientSettings;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code bench}: makes load and measures how it is served. */
final class BenchCommand implements Command {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_PIPELINE = 10_000;
    private static final int MOST_KEYS = 100_000_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SHARE = 1_000_000;
    private static final Pattern MIX = Pattern.compile("get=([0-9]{1,6}),set=([0-9]{1,6})");

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Makes load over WebSocket and shows throughput, percentiles and a histogram.",
                        "It makes keys fusion-bench:* (objects of a class FusionBench with fql) and removes them.",
                        "With --query it sends one request again and again, to any WebSocket, and makes nothing.");
        model.addOption(Arguments.choice(
                "--protocol",
                "NAME",
                List.of("text", "kv", "fql"),
                "text (default), kv or fql; what --query looks like."));
        model.addOption(Arguments.value("--query", "TEXT", "The one request to send, in place of reads and writes."));
        model.addOption(Arguments.value("--connections", "N", "Connections (default 50)."));
        model.addOption(Arguments.value("--threads", "N", "Threads that serve them (default half the processors)."));
        model.addOption(Arguments.value("--requests", "N", "Requests that are measured (default 100000)."));
        model.addOption(Arguments.value("--warmup", "N", "Requests before those (default as many, 50000 at most)."));
        model.addOption(Arguments.value("--pipeline", "N", "Requests under way on each connection (default 1)."));
        model.addOption(Arguments.value("--size", "BYTES", "Bytes of a value (default 100)."));
        model.addOption(Arguments.value("--keys", "N", "Different keys or objects (default 10000)."));
        model.addOption(Arguments.value("--mix", "SHARES", "Reads and writes (default get=90,set=10)."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        BenchOptions options = options(arguments);
        ClientSettings settings = session.settings().client();
        if (settings.isSecure()) {
            throw usage("bench measures ws:// only; name such an address with --url");
        }
        boolean json = session.settings().format(session.console().outIsTerminal()) == OutputFormat.JSON;
        BenchReport report;
        try (Connection control = Connection.open(session.settings(), session.console())) {
            report = new Bench(settings, control, options, session.console().nanoTime())
                    .run(progress(session, options.requests()));
        }
        session.print(json ? report.json() : report.text().stripTrailing());
        if (report.errors() > 0) {
            throw new CliException(
                    ExitStatus.SERVER_ERROR, report.errors() + " of the answers were errors; the figures mean little");
        }
    }

    private static BenchOptions options(ParseResult arguments) {
        String query = query(arguments);
        String looksLike =
                query == null ? "text" : BenchLanguage.ofRequest(query).name().toLowerCase(Locale.ROOT);
        BenchLanguage language = BenchLanguage.ofName(arguments.matchedOptionValue("--protocol", looksLike))
                .orElseThrow(() -> usage("--protocol: \"" + arguments.matchedOptionValue("--protocol", "")
                        + "\" is not one of text, kv, fql"));
        Matcher mix = MIX.matcher(arguments.matchedOptionValue("--mix", "get=90,set=10"));
        int reads = mix.matches() ? Integer.parseInt(mix.group(1)) : 0;
        int writes = mix.matches() ? Integer.parseInt(mix.group(2)) : 0;
        if (reads + writes == 0 || reads + writes > MOST_SHARE) {
            throw usage("--mix: write shares such as get=90,set=10");
        }
        int connections = Arguments.number(arguments, "--connections", 50, 1, MOST_CONNECTIONS);
        int requests = Arguments.number(arguments, "--requests", 100_000, 1, Integer.MAX_VALUE);
        int halfTheProcessors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new BenchOptions(
                language,
                connections,
                Math.min(connections, Arguments.number(arguments, "--threads", halfTheProcessors, 1, MOST_CONNECTIONS)),
                requests,
                Arguments.number(arguments, "--warmup", Math.min(requests, 50_000), 0, Integer.MAX_VALUE),
                Arguments.number(arguments, "--pipeline", 1, 1, MOST_PIPELINE),
                Arguments.number(arguments, "--size", 100, 0, MOST_BYTES),
                Arguments.number(arguments, "--keys", 10_000, 1, MOST_KEYS),
                reads,
                writes,
                query);
    }

    private static @Nullable String query(ParseResult arguments) {
        String query = arguments.matchedOptionValue("--query", null);
        if (query == null) {
            return null;
        }
        if (query.isBlank()) {
            throw usage("--query: there is no request in it");
        }
        for (String option : List.of("--size", "--keys", "--mix")) {
            if (arguments.hasMatchedOption(option)) {
                throw usage(option + " is of no use with --query, which sends always the same");
            }
        }
        return query;
    }

    private static LongConsumer progress(Session session, int requests) {
        if (!session.settings().showsProgress(session.console())) {
            return answered -> {};
        }
        String end = session.console().errIsTerminal() ? "\r" : "\n";
        return answered -> session.messages()
                .write(String.format(
                        Locale.ROOT, "%5.1f %%  %d of %d%s", 100.0 * answered / requests, answered, requests, end));
    }

    private static CliException usage(String text) {
        return new CliException(ExitStatus.USAGE, text);
    }
}
