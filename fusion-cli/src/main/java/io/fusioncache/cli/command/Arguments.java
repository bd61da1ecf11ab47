package io.fusioncache.cli.command;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Shorthand for picocli's builders. */
final class Arguments {
    private Arguments() {}

    static OptionSpec value(String flag, String label, String description) {
        return OptionSpec.builder(flag)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with one of a few values, which a shell can complete. */
    static OptionSpec choice(String flag, String label, List<String> choices, String description) {
        return OptionSpec.builder(flag)
                .type(String.class)
                .paramLabel(label)
                .completionCandidates(choices)
                .description(description)
                .build();
    }

    /** An argument that is there or not, with one of a few values, which a shell can complete. */
    static PositionalParamSpec choice(String label, List<String> choices, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("0..1")
                .type(String.class)
                .completionCandidates(choices)
                .description(description)
                .build();
    }

    static OptionSpec values(String flag, String label, String description) {
        return OptionSpec.builder(flag)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec toggle(String flag, String description) {
        return OptionSpec.builder(flag)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** @param arity such as {@code 0..1}, {@code 0..*} */
    static PositionalParamSpec positional(String label, String arity, String description) {
        PositionalParamSpec.Builder builder =
                PositionalParamSpec.builder().paramLabel(label).arity(arity).description(description);
        return arity.endsWith("*")
                ? builder.type(List.class).auxiliaryTypes(String.class).build()
                : builder.type(String.class).build();
    }

    static List<String> list(ParseResult parsed, String flag) {
        return parsed.matchedOptionValue(flag, List.of());
    }

    static List<String> positionals(ParseResult parsed) {
        return parsed.matchedPositionalValue(0, List.of());
    }

    /**
     * A whole number.
     *
     * @throws CliException with status USAGE when it is none, or out of range
     */
    static int number(ParseResult parsed, String flag, int otherwise, int least, int most) {
        String text = parsed.matchedOptionValue(flag, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw new CliException(
                    ExitStatus.USAGE,
                    flag + ": \"" + text + "\" is no number from " + least
                            + (most == Integer.MAX_VALUE ? " on" : " to " + most));
        }
        return (int) number;
    }

    static boolean isOn(ParseResult parsed, String flag) {
        return parsed.matchedOptionValue(flag, false);
    }
}
