package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import io.fusioncache.cli.input.Position;
import io.fusioncache.cli.input.ScriptReader;
import io.fusioncache.cli.input.ScriptRequest;
import io.fusioncache.common.client.CommandText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code exec}: runs commands and queries from the arguments, from files or from standard input. */
final class ExecCommand implements Command {
    private static final String STANDARD_INPUT = "<stdin>";

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Runs text commands and JSON queries and prints the answers.",
                        "Without words, -e and -f it reads standard input to its end: a text command a line,"
                                + " queries from { to }, # for comments.");
        model.addOption(Arguments.values("-e", "TEXT", "Run this text (repeatable)."));
        model.addOption(Arguments.values("-f", "FILE", "Run this file (repeatable); - is standard input."));
        model.addOption(Arguments.toggle("-x", "Take the command's last argument from standard input, as bytes."));
        model.addOption(Arguments.value("-r", "N", "Run it N times; 0 is until interrupted."));
        model.addOption(Arguments.value("-i", "SECS", "Pause between the runs of -r."));
        model.addOption(
                Arguments.toggle("--keep-going", "Go on after a failure; the exit status is that of the first one."));
        model.addOption(Arguments.toggle("--require-value", "Exit with 6 when nothing was found."));
        model.addPositional(Arguments.positional("WORDS", "0..*", "One command with its arguments, or one query."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        List<Script> scripts = scripts(arguments, session.console());
        int runs = runs(arguments, scripts);
        Duration interval = arguments.hasMatchedOption("-i")
                ? Settings.seconds("-i", arguments.matchedOptionValue("-i", ""))
                : Duration.ZERO;
        try (Execution execution = new Execution(
                session, Arguments.isOn(arguments, "--keep-going"), Arguments.isOn(arguments, "--require-value"))) {
            for (int run = 0; runs == 0 || run < runs; run++) {
                if (run > 0) {
                    session.out().flush();
                    session.pause(interval);
                }
                for (Script script : scripts) {
                    execution.run(script.open());
                }
            }
            execution.finish();
        }
    }

    /** Where requests come from; opened anew for each run. */
    private interface Script {
        RequestSource open();

        default boolean isRepeatable() {
            return true;
        }
    }

    private static List<Script> scripts(ParseResult arguments, Console console) {
        List<String> words = Arguments.positionals(arguments);
        List<String> texts = Arguments.list(arguments, "-e");
        List<String> files = Arguments.list(arguments, "-f");
        int ways = (words.isEmpty() ? 0 : 1) + (texts.isEmpty() ? 0 : 1) + (files.isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw usage("give words, -e or -f, but not several of them");
        }
        boolean lastFromInput = Arguments.isOn(arguments, "-x");
        if (lastFromInput && words.isEmpty()) {
            throw usage("-x needs a command to add its last argument to");
        }
        List<Script> scripts = new ArrayList<>();
        if (!words.isEmpty()) {
            ScriptRequest request = ofWords(words, lastFromInput, console);
            scripts.add(() -> RequestSource.of(request));
        }
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String name = texts.size() == 1 ? "-e" : "-e#" + (i + 1);
            scripts.add(() -> RequestSource.of(ScriptReader.of(name, text)));
        }
        files.forEach(file -> scripts.add(file.equals("-") ? standardInput(console) : () -> openFile(file)));
        if (scripts.isEmpty()) {
            if (console.inIsTerminal()) {
                throw usage("nothing to run: give a command, -e, -f, or something on standard input");
            }
            scripts.add(standardInput(console));
        }
        return scripts;
    }

    private static Script standardInput(Console console) {
        return new Script() {
            @Override
            public RequestSource open() {
                return RequestSource.of(ScriptReader.of(STANDARD_INPUT, console.in()));
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
    }

    private static RequestSource openFile(String file) {
        try {
            return RequestSource.of(ScriptReader.of(file, Files.newInputStream(Path.of(file))));
        } catch (IOException e) {
            throw usage("can't read " + file + ": " + FileFaults.reason(e));
        }
    }

    private static ScriptRequest ofWords(List<String> words, boolean lastFromInput, Console console) {
        Position position = new Position("command", 1, 1);
        String first = words.getFirst();
        if (first.stripLeading().startsWith("{") && !lastFromInput) {
            if (words.size() > 1) {
                throw usage("a query is one argument: quote it");
            }
            ScriptReader reader = ScriptReader.of("query", first);
            ScriptRequest query = reader.next();
            if (query == null || reader.next() != null) {
                throw usage("the argument holds more than one query; use -e");
            }
            return query;
        }
        String line = CommandText.line(words);
        return new ScriptRequest(lastFromInput ? line + " " + inputAsWord(console) : line, false, position);
    }

    private static String inputAsWord(Console console) {
        try {
            return CommandText.quote(console.in().readAllBytes());
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't read standard input: " + e.getMessage());
        }
    }

    private static int runs(ParseResult arguments, List<Script> scripts) {
        int runs = Arguments.number(arguments, "-r", 1, 0, Integer.MAX_VALUE);
        if (runs != 1 && !scripts.stream().allMatch(Script::isRepeatable)) {
            throw usage("-r can't repeat standard input");
        }
        return runs;
    }

    private static CliException usage(String text) {
        return new CliException(ExitStatus.USAGE, text);
    }
}
