package io.fusioncache.cli.manual;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's model as part of a manual page. */
final class OptionList {
    private OptionList() {}

    /** Options that are shown in the help, with their names, labels and descriptions. */
    static void write(ManualPage page, Collection<OptionSpec> options) {
        for (OptionSpec option : options) {
            if (!option.hidden()) {
                String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
                page.entry(String.join(", ", option.names()) + label, text(option));
            }
        }
    }

    /** A command's name with its positional parameters: {@code load FILE...}. */
    static String call(CommandSpec command) {
        return command.name()
                + command.positionalParameters().stream()
                        .map(parameter ->
                                " " + (parameter.arity().min() == 0 ? "[" + label(parameter) + "]" : label(parameter)))
                        .collect(Collectors.joining());
    }

    private static String label(ArgSpec parameter) {
        return parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    }

    /** A command's description as one text. */
    static String text(CommandSpec command) {
        return text(command.usageMessage().description());
    }

    private static String text(ArgSpec argument) {
        return text(argument.description());
    }

    /** The help takes these for formats. */
    private static String text(String[] lines) {
        return Arrays.stream(lines).map(String::formatted).collect(Collectors.joining("\n"));
    }
}
