package io.fusioncache.cli.command;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.common.text.NearMiss;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a word on the command line, and which one was probably meant. */
final class UnknownWord {
    private UnknownWord() {}

    /** What a failure of the parser means, in one line. */
    static String describe(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(failure.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        CommandLine command = failure.getCommandLine();
        if (word.startsWith("-")) {
            List<String> names = command.getCommandSpec().options().stream()
                    .flatMap(option -> List.of(option.names()).stream())
                    .toList();
            return "there is no option " + word + nearMiss(word, names);
        }
        return command.getSubcommands().isEmpty()
                ? "\"" + word + "\" is one argument too many"
                : command(word, command.getSubcommands().keySet());
    }

    /** Says that a command does not exist; a command of the server's belongs behind {@code exec}. */
    static String command(String word, Collection<String> names) {
        CommandSpec ofServer = CommandTable.find(word);
        String text = "there is no command \"" + word + "\"";
        return ofServer == null
                ? text + nearMiss(word, names)
                : text + "; " + ofServer.name() + " is the server's: fusion-cli exec " + ofServer.usage();
    }

    /** The help of a command of the server's; empty when there is none. */
    static String helpOfServerCommand(String name) {
        CommandSpec command = CommandTable.find(name);
        return command == null ? "" : command.usage() + "\n    " + command.summary() + ".\n";
    }

    private static String nearMiss(String word, Collection<String> names) {
        return NearMiss.of(word, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }
}
