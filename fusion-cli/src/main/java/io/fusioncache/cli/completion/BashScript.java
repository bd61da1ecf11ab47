package io.fusioncache.cli.completion;

import io.fusioncache.cli.completion.CompletionModel.Command;
import io.fusioncache.cli.completion.CompletionModel.Kind;
import io.fusioncache.cli.completion.CompletionModel.Option;
import io.fusioncache.cli.completion.CompletionModel.Value;
import io.fusioncache.common.command.CommandSpec;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash 3.2 and later, which needs nothing else to be installed. */
final class BashScript {
    private static final String HEAD = """
            # Completion of fusion-cli for bash. Made by: fusion-cli completion bash

            _fusion_cli() {
                local line words cur prev command arguments i
                # The line is split at blanks only: bash itself also splits at the colons of ws://host:port.
                line=${COMP_LINE:0:COMP_POINT}
                read -r -a words <<< "$line"
                cur=
                [[ $line == *[[:space:]] ]] || cur=${words[${#words[@]}-1]}
                [[ -z $cur ]] || unset "words[${#words[@]}-1]"
                prev=${words[${#words[@]}-1]}
                command=
                arguments=0
                for ((i = 1; i < ${#words[@]}; i++)); do
                    case ${words[i]} in
            """;
    private static final String AFTER_VALUED = """
                        -*) ;;
                        *)
                            if [[ -z $command ]]; then command=${words[i]}; else arguments=$((arguments + 1)); fi ;;
                    esac
                done
                COMPREPLY=()
                case $command in
            """;
    private static final String TAIL = """
                esac
            }

            complete -F _fusion_cli fusion-cli
            """;

    private BashScript() {}

    static String of(CompletionModel model) {
        StringBuilder script = new StringBuilder(HEAD);
        String valued = model.commands().stream()
                .flatMap(command -> command.options().stream())
                .filter(Option::takesValue)
                .flatMap(option -> option.names().stream())
                .distinct()
                .collect(Collectors.joining("|"));
        script.append("            ")
                .append(valued)
                .append(") i=$((i + 1)) ;;\n")
                .append(AFTER_VALUED);
        List<String> names = model.commands().stream().map(Command::name).toList();
        appendCase(script, "''", model.options(), new Value(Kind.CHOICE, names));
        for (Command command : model.commands()) {
            appendCase(script, command.name(), command.options(), command.argument());
        }
        return script.append(TAIL).toString();
    }

    private static void appendCase(StringBuilder script, String name, List<Option> options, Value argument) {
        script.append("        ").append(name).append(")\n");
        if (argument.kind() == Kind.SERVER_COMMAND) {
            // What follows the command is its own, options of the same name included.
            script.append("            [[ $arguments -eq 0 ]] || return 0\n");
        }
        script.append("            case $prev in\n");
        for (Option option : options) {
            if (option.takesValue()) {
                script.append("                ")
                        .append(String.join("|", option.names()))
                        .append(") ")
                        .append(replies(option.value()))
                        .append("return 0 ;;\n");
            }
        }
        String flags =
                options.stream().flatMap(option -> option.names().stream()).collect(Collectors.joining(" "));
        script.append("            esac\n            if [[ $cur == -* ]]; then\n")
                .append("                COMPREPLY=($(compgen -W '")
                .append(flags)
                .append("' -- \"$cur\"))\n                return 0\n            fi\n");
        String replies = replies(argument);
        script.append(replies.isEmpty() ? "" : "            " + replies.replaceAll("; $", "") + "\n")
                .append("            ;;\n");
    }

    /** Commands that fill the replies, each ended by a semicolon. */
    private static String replies(Value value) {
        return switch (value.kind()) {
            case NONE, FREE -> "";
            case FILE -> "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$cur\")); ";
            case CHOICE -> "COMPREPLY=($(compgen -W '" + String.join(" ", value.choices()) + "' -- \"$cur\")); ";
            case SERVER_COMMAND ->
                "COMPREPLY=($(compgen -W '"
                        + CompletionModel.serverCommands().stream()
                                .map(CommandSpec::name)
                                .collect(Collectors.joining(" "))
                        + "' -- \"$(printf %s \"$cur\" | tr '[:lower:]' '[:upper:]')\")); ";
        };
    }
}
