package io.fusioncache.cli.completion;

import io.fusioncache.cli.completion.CompletionModel.Command;
import io.fusioncache.cli.completion.CompletionModel.Kind;
import io.fusioncache.cli.completion.CompletionModel.Option;
import io.fusioncache.cli.completion.CompletionModel.Value;
import io.fusioncache.common.command.CommandSpec;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for fish, with a summary beside each choice. */
final class FishScript {
    private static final String HEAD = """
            # Completion of fusion-cli for fish. Made by: fusion-cli completion fish

            # The words of the line that are neither options nor their values.
            function __fusion_cli_words
                set -l tokens (commandline -opc)
                set -l skip 1
                for token in $tokens
                    if test $skip -eq 1
                        set skip 0
                    else if contains -- $token VALUED_OPTIONS
                        set skip 1
                    else if not string match -q -- '-*' $token
                        echo $token
                    end
                end
            end

            # True when no command was given yet.
            function __fusion_cli_needs_command
                test (count (__fusion_cli_words)) -eq 0
            end

            # True behind that command; with a number, when so many words follow it.
            function __fusion_cli_in
                set -l words (__fusion_cli_words)
                test (count $words) -gt 0; or return 1
                test $words[1] = $argv[1]; or return 1
                test (count $argv) -eq 1; or test (math (count $words) - 1) -eq $argv[2]
            end

            complete -c fusion-cli -f
            """;
    private static final String PREFIX = "complete -c fusion-cli -n ";

    private FishScript() {}

    static String of(CompletionModel model) {
        String valued = model.commands().stream()
                .flatMap(command -> command.options().stream())
                .filter(Option::takesValue)
                .flatMap(option -> option.names().stream())
                .distinct()
                .collect(Collectors.joining(" "));
        StringBuilder script = new StringBuilder(HEAD.replace("VALUED_OPTIONS", valued));
        for (Command command : model.commands()) {
            script.append(PREFIX)
                    .append("__fusion_cli_needs_command -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(command.summary()))
                    .append('\n');
        }
        appendOptions(script, "__fusion_cli_needs_command", model.options());
        for (Command command : model.commands()) {
            // What follows the first word of a server's command is not this program's.
            boolean stopsAtWord = command.argument().kind() == Kind.SERVER_COMMAND;
            String condition = "'__fusion_cli_in " + command.name() + (stopsAtWord ? " 0'" : "'");
            appendOptions(script, condition, command.options());
            appendArgument(script, condition, command.argument());
        }
        return script.toString();
    }

    private static void appendOptions(StringBuilder script, String condition, List<Option> options) {
        for (Option option : options) {
            script.append(PREFIX).append(condition);
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            script.append(
                            switch (option.value().kind()) {
                                case NONE -> "";
                                case FILE -> " -r -F";
                                case CHOICE ->
                                    " -x -a "
                                            + quoted(String.join(
                                                    " ", option.value().choices()));
                                case FREE, SERVER_COMMAND -> " -x";
                            })
                    .append(" -d ")
                    .append(quoted(option.summary()))
                    .append('\n');
        }
    }

    private static void appendArgument(StringBuilder script, String condition, Value argument) {
        switch (argument.kind()) {
            case NONE, FREE -> {}
            case FILE -> script.append(PREFIX).append(condition).append(" -F\n");
            case CHOICE ->
                script.append(PREFIX)
                        .append(condition)
                        .append(" -a ")
                        .append(quoted(String.join(" ", argument.choices())))
                        .append('\n');
            case SERVER_COMMAND -> {
                for (CommandSpec command : CompletionModel.serverCommands()) {
                    script.append(PREFIX)
                            .append(condition)
                            .append(" -a ")
                            .append(command.name())
                            .append(" -d ")
                            .append(quoted(command.summary()))
                            .append('\n');
                }
            }
        }
    }

    private static String quoted(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
