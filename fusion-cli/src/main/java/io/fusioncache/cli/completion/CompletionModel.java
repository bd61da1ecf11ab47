package io.fusioncache.cli.completion;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What can be completed: the program's options and commands, as picocli has them, and the server's commands.
 *
 * @param options that come before a command
 * @param commands of the program, in the order of its help
 */
public record CompletionModel(List<Option> options, List<Command> commands) {
    private static final String FILE_LABEL = "FILE";
    private static final String WORDS_LABEL = "WORDS";

    /** Copies the lists. */
    public CompletionModel {
        options = List.copyOf(options);
        commands = List.copyOf(commands);
    }

    /**
     * What may follow an option, or be an argument.
     *
     * @param kind says how to complete it
     * @param choices for the kind CHOICE
     */
    public record Value(Kind kind, List<String> choices) {}

    /** How a value is completed. */
    public enum Kind {
        /** Nothing follows. */
        NONE,
        /** Something that nobody can guess. */
        FREE,
        FILE,
        CHOICE,
        /** A command of the server's, with words of its own behind it. */
        SERVER_COMMAND
    }

    /**
     * An option.
     *
     * @param names such as {@code -o} and {@code --output}
     */
    public record Option(List<String> names, String summary, Value value) {
        boolean takesValue() {
            return value.kind() != Kind.NONE;
        }
    }

    /** A command of the program's. */
    public record Command(String name, String summary, List<Option> options, Value argument) {}

    /** Reads the model of a program. */
    public static CompletionModel of(CommandLine program) {
        List<Command> commands = new ArrayList<>();
        program.getSubcommands().forEach((name, line) -> {
            List<PositionalParamSpec> positionals = line.getCommandSpec().positionalParameters();
            commands.add(new Command(
                    name,
                    summary(line.getCommandSpec().usageMessage().description()),
                    options(line),
                    positionals.isEmpty() ? new Value(Kind.NONE, List.of()) : value(positionals.getFirst())));
        });
        return new CompletionModel(options(program), commands);
    }

    /** The server's commands; subcommands are words behind them. */
    static List<CommandSpec> serverCommands() {
        return CommandTable.all();
    }

    private static List<Option> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(CompletionModel::option)
                .toList();
    }

    private static Option option(OptionSpec spec) {
        Value value = spec.arity().max() == 0 ? new Value(Kind.NONE, List.of()) : value(spec);
        return new Option(List.of(spec.names()), summary(spec.description()), value);
    }

    private static Value value(ArgSpec spec) {
        if (spec.completionCandidates() != null) {
            List<String> choices = new ArrayList<>();
            spec.completionCandidates().forEach(choices::add);
            return new Value(Kind.CHOICE, choices);
        }
        return switch (spec.paramLabel()) {
            case FILE_LABEL -> new Value(Kind.FILE, List.of());
            case WORDS_LABEL -> new Value(Kind.SERVER_COMMAND, List.of());
            default -> new Value(Kind.FREE, List.of());
        };
    }

    /** The first sentence, without its full stop and without quotes, which every shell reads in its own way. */
    private static String summary(String... description) {
        String text = Arrays.stream(description).findFirst().orElse("");
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return (sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence)
                .replaceAll("[\"'`\\\\$\\[\\]]", "");
    }
}
