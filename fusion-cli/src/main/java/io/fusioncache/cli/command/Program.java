package io.fusioncache.cli.command;

import io.fusioncache.cli.config.Setting;
import io.fusioncache.cli.config.Settings;
import io.fusioncache.cli.console.AnswerOutput;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.Console;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.console.Messages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * From arguments to an exit status, in one line of steps: parse, resolve the settings, run the command, map what went
 * wrong. Models are built by calls and not from annotations, which takes a third of the start-up time off.
 */
public final class Program {
    private static final String VERSION = "0.1.0";

    private final Console console;
    private final SequencedMap<String, Command> commands = new LinkedHashMap<>();
    private final boolean complete;
    private final CommandLine commandLine;

    /**
     * Makes the program.
     *
     * @param words of which some name the commands that are going to be needed; when none does, all commands are
     */
    private Program(Console console, Set<String> words) {
        this.console = console;
        commands.put("shell", new ShellCommand());
        commands.put("exec", new ExecCommand());
        commands.put("load", new LoadCommand());
        commands.put("dump", new DumpCommand());
        commands.put("monitor", new MonitorCommand());
        commands.put("stat", new StatCommand());
        commands.put("latency", new LatencyCommand());
        commands.put("bench", new BenchCommand());
        commands.put("completion", new CompletionCommand(this::parser));
        // What these two tell is about all commands.
        boolean aboutAll = words.contains("help") || words.contains("completion");
        this.complete = aboutAll || Collections.disjoint(words, commands.keySet());
        this.commandLine = commandLine(complete ? commands.keySet() : words);
    }

    /** Runs the program to its end; never throws, never exits the process. */
    public static ExitStatus run(String[] arguments, Console console) {
        return new Program(console, Set.copyOf(Arrays.asList(arguments))).run(arguments);
    }

    /** Every command with its options, as the help shows it and the manual page is made from it. */
    public static CommandSpec model() {
        return new Program(Console.ofProcess(), Set.of()).commandLine.getCommandSpec();
    }

    private ExitStatus run(String[] arguments) {
        Messages messages = new Messages(console.err(), false);
        boolean debug = Arrays.asList(arguments).contains("--debug");
        try {
            return dispatch(commandLine.parseArgs(arguments));
        } catch (ParameterException e) {
            if (!complete) {
                // What was meant may be a command that was left out.
                return new Program(console, Set.of()).run(arguments);
            }
            messages.error("fusion-cli: " + UnknownWord.describe(e));
            messages.line("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitStatus.USAGE;
        } catch (CliException e) {
            if (!e.text().isEmpty()) {
                messages.error("fusion-cli: " + e.text());
            }
            return e.status();
        } catch (RuntimeException e) {
            messages.error("fusion-cli: this is a defect of fusion-cli: " + e + (debug ? "" : "; --debug shows more"));
            if (debug) {
                messages.trace(e);
            }
            return ExitStatus.DEFECT;
        }
    }

    private ExitStatus dispatch(ParseResult parsed) {
        ParseResult sub = parsed.hasSubcommand() ? parsed.subcommand() : null;
        if (parsed.isVersionHelpRequested() || (sub != null && sub.isVersionHelpRequested())) {
            return print("fusion-cli " + VERSION + "\n");
        }
        if (parsed.isUsageHelpRequested()) {
            return print(usage(complete ? commandLine : new Program(console, Set.of()).commandLine));
        }
        if (sub == null) {
            return run("shell", parsed, parsed);
        }
        if (sub.isUsageHelpRequested()) {
            return print(usage(sub.commandSpec().commandLine()));
        }
        String name = sub.commandSpec().name();
        if (name.equals("help")) {
            return help(sub);
        }
        return run(name, parsed, sub);
    }

    private ExitStatus run(String name, ParseResult parsed, ParseResult sub) {
        Settings settings = Settings.resolve(flags(parsed, sub), console.variables());
        Messages messages = new Messages(console.err(), settings.colour(console.errIsTerminal()));
        AnswerOutput out = new AnswerOutput(console.out());
        try {
            command(name).run(sub, new Session(console, settings, out, messages));
            out.flush();
            return ExitStatus.SUCCESS;
        } catch (CliException e) {
            // What was answered before the failure is printed before the failure is told.
            if (e.status() != ExitStatus.CLOSED_PIPE && e.status() != ExitStatus.OUTPUT_FAILED) {
                out.flush();
            }
            if (!e.text().isEmpty()) {
                messages.error("fusion-cli: " + e.text());
            }
            return e.status();
        }
    }

    private CommandLine parser() {
        return commandLine;
    }

    private Command command(String name) {
        Command command = commands.get(name);
        if (command == null) {
            throw new IllegalStateException("the model has a command that the program has not: " + name);
        }
        return command;
    }

    private ExitStatus help(ParseResult arguments) {
        String name = arguments.matchedPositionalValue(0, "");
        CommandLine about =
                name.isEmpty() ? commandLine : commandLine.getSubcommands().get(name);
        if (about == null) {
            String ofServer = UnknownWord.helpOfServerCommand(name);
            if (!ofServer.isEmpty()) {
                return print(ofServer);
            }
            throw new CliException(
                    ExitStatus.USAGE,
                    UnknownWord.command(name, commandLine.getSubcommands().keySet()));
        }
        return print(usage(about));
    }

    private ExitStatus print(String text) {
        AnswerOutput out = new AnswerOutput(console.out());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        return ExitStatus.SUCCESS;
    }

    private static String usage(@Nullable CommandLine of) {
        return of == null ? "" : of.getUsageMessage(Help.Ansi.OFF);
    }

    private static Map<Setting, String> flags(ParseResult parsed, ParseResult sub) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String flag = setting.flags()[0];
            ParseResult holder = sub.hasMatchedOption(flag) ? sub : parsed;
            if (holder.hasMatchedOption(flag)) {
                Object value = holder.matchedOptionValue(flag, "true");
                flags.put(setting, String.valueOf(value));
            }
        }
        return flags;
    }

    /** The models of some commands: those of the others took a tenth of a short run. */
    private CommandLine commandLine(Set<String> needed) {
        CommandSpec root = CommandSpec.create().name("fusion-cli");
        root.usageMessage()
                .description("The command line of Fusion, an in-memory JSON cache server.")
                .footerHeading("%nExit statuses:%n")
                .footer(Arrays.stream(ExitStatus.values())
                        .map(status -> "  " + status.code() + "  " + status.meaning())
                        .collect(Collectors.joining("%n")))
                .width(100);
        root.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help.")
                .build());
        root.addOption(OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        for (Setting setting : Setting.values()) {
            root.addOption(option(setting));
        }
        root.addOption(ShellCommand.editingMode());
        commands.forEach((name, command) -> {
            if (needed.contains(name)) {
                root.addSubcommand(name, new CommandLine(command.model().name(name)));
            }
        });
        CommandSpec help = CommandSpec.create().name("help");
        help.usageMessage().description("Show the help of a command.");
        help.addPositional(Arguments.choice(
                "COMMAND",
                List.copyOf(commands.keySet()),
                "A command of this program, or of the server's, such as SET."));
        root.addSubcommand("help", new CommandLine(help));
        CommandLine line = new CommandLine(root);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().usageMessage().width(100));
        // The words of a command are the server's, options of theirs included.
        CommandLine exec = line.getSubcommands().get("exec");
        if (exec != null) {
            exec.setStopAtPositional(true);
        }
        return line;
    }

    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flags())
                .description(setting.description())
                .scopeType(ScopeType.INHERIT);
        String label = setting.label();
        return label == null
                ? option.type(boolean.class).build()
                : option.type(String.class)
                        .paramLabel(label)
                        .completionCandidates(setting.choices())
                        .build();
    }
}
