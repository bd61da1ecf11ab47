package io.fusioncache.cli.command;

import io.fusioncache.cli.connection.Connection;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.FileFaults;
import io.fusioncache.cli.transfer.InputFile;
import io.fusioncache.cli.transfer.KeyLoader;
import io.fusioncache.cli.transfer.LoadOptions;
import io.fusioncache.cli.transfer.Loader;
import io.fusioncache.cli.transfer.Progress;
import io.fusioncache.cli.transfer.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code load}: stores the objects of files through the bulk interface. */
final class LoadCommand implements Command {
    private static final List<String> FOR_OBJECTS =
            List.of("--class", "--create", "--coerce", "--ignore-unknown", "--map", "--link", "--link-missing");

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Stores NDJSON, JSON arrays or CSV with a header: objects through the bulk interface, or keys.",
                        "A file that dump has written needs no --class.");
        model.addOption(
                Arguments.toggle(
                        "--kv",
                        "Store keys: {\"key\":...,\"value\":...,\"ttl\":SECS}, an object of pairs, or CSV with key,value,ttl."));
        model.addOption(Arguments.value("--class", "NAME", "The class of the objects."));
        model.addOption(Arguments.value(
                "--create", "JSON", "Class definitions to create when missing, or only the members of the class."));
        model.addOption(Arguments.toggle("--coerce", "Convert text to the member's type (always so in CSV)."));
        model.addOption(Arguments.toggle("--ignore-unknown", "Drop what the class does not have."));
        model.addOption(Arguments.values(
                "--map", "MEMBER=PATH", "Take a member from there in the row: name.common, /name/common, capital.0."));
        model.addOption(Arguments.values(
                "--link", "MEMBER=CLASS.MEMBER", "Link to the object of that class that has the row's value there."));
        model.addOption(Arguments.choice(
                "--link-missing",
                "WHAT",
                List.of("error", "null"),
                "When no object has the value: error (default), or null for no link."));
        model.addOption(
                Arguments.choice("--format", "FORMAT", List.of("auto", "json", "csv"), "auto (default), json or csv."));
        model.addOption(Arguments.value("--delimiter", "CHAR", "Between the cells of CSV (default a comma; tab)."));
        model.addPositional(Arguments.positional("FILE", "0..*", "Files; - is standard input."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        boolean keys = Arguments.isOn(arguments, "--kv");
        if (keys) {
            checkForKeys(arguments);
        }
        LoadOptions options = options(arguments);
        List<String> names = Arguments.positionals(arguments);
        if (names.isEmpty()) {
            throw usage("name a file to load; - is standard input");
        }
        List<InputFile> files =
                names.stream().map(name -> file(name, session.console())).toList();
        long bytes = files.stream().anyMatch(file -> file.bytes() == 0)
                ? 0
                : files.stream().mapToLong(InputFile::bytes).sum();
        try (Connection standard = Connection.open(session.settings(), session.console())) {
            Progress progress = new Progress(
                    session.messages(),
                    session.console().nanoTime(),
                    session.settings().showsProgress(session.console()),
                    session.console().errIsTerminal(),
                    bytes);
            session.summary(
                    keys
                            ? new KeyLoader(options.format(), options.delimiter(), progress).load(files, standard)
                            : new Loader(options, new Server(standard), progress)
                                    .load(files, port -> bulk(port, session), standard));
        }
    }

    private static void checkForKeys(ParseResult arguments) {
        for (String option : FOR_OBJECTS) {
            if (arguments.hasMatchedOption(option)) {
                throw usage(option + " is about objects and --kv about keys; give one of them");
            }
        }
    }

    private static Connection bulk(int port, Session session) {
        return Connection.open(session.settings().client().withPort(port), session.settings(), session.console());
    }

    private static LoadOptions options(ParseResult arguments) {
        String className = arguments.matchedOptionValue("--class", "");
        String create = arguments.matchedOptionValue("--create", "");
        String missing = arguments.matchedOptionValue("--link-missing", "error");
        if (!missing.equals("error") && !missing.equals("null")) {
            throw usage("--link-missing: \"" + missing + "\" is not one of error, null");
        }
        String delimiter = arguments.matchedOptionValue("--delimiter", ",");
        if (delimiter.length() != 1 && !delimiter.equals("tab")) {
            throw usage("--delimiter: one character, or tab");
        }
        return new LoadOptions(
                className.isEmpty() ? null : className,
                create.isEmpty() ? null : create,
                Arguments.isOn(arguments, "--coerce"),
                Arguments.isOn(arguments, "--ignore-unknown"),
                missing.equals("null"),
                LoadOptions.paths(Arguments.list(arguments, "--map")),
                LoadOptions.links(Arguments.list(arguments, "--link")),
                LoadOptions.format(arguments.matchedOptionValue("--format", "auto")),
                delimiter.equals("tab") ? '\t' : delimiter.charAt(0));
    }

    private static InputFile file(String name, Console console) {
        if (name.equals("-")) {
            return new InputFile("<stdin>", 0, console::in);
        }
        Path path = Path.of(name);
        try {
            return new InputFile(name, Files.size(path), () -> Files.newInputStream(path));
        } catch (IOException e) {
            throw usage("can't read " + name + ": " + FileFaults.reason(e));
        }
    }

    private static CliException usage(String text) {
        return new CliException(ExitStatus.USAGE, text);
    }
}
