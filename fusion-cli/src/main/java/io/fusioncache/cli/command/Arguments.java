package io.fusioncache.cli.command;

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

    static boolean isOn(ParseResult parsed, String flag) {
        return parsed.matchedOptionValue(flag, false);
    }
}
