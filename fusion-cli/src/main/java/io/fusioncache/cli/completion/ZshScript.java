package io.fusioncache.cli.completion;

import io.fusioncache.cli.completion.CompletionModel.Command;
import io.fusioncache.cli.completion.CompletionModel.Kind;
import io.fusioncache.cli.completion.CompletionModel.Option;
import io.fusioncache.cli.completion.CompletionModel.Value;
import io.fusioncache.common.command.CommandSpec;
import java.util.List;

/** Completion for zsh, with a summary beside each choice. */
final class ZshScript {
    private static final String HEAD = """
            #compdef fusion-cli
            # Completion of fusion-cli for zsh. Made by: fusion-cli completion zsh

            _fusion-cli_server_commands() {
                local -a names
                names=(
            """;
    private static final String MAIN = """
                )
                _describe -t commands 'command of the server' names -M 'm:{[:lower:]}={[:upper:]}'
            }

            _fusion-cli() {
                local curcontext=$curcontext state line ret=1
                typeset -A opt_args
            """;
    private static final String TAIL = """
                        esac ;;
                esac
                return ret
            }

            if [[ $funcstack[1] = _fusion-cli ]]; then
                _fusion-cli "$@"
            else
                compdef _fusion-cli fusion-cli
            fi
            """;

    private ZshScript() {}

    static String of(CompletionModel model) {
        StringBuilder script = new StringBuilder(HEAD);
        for (CommandSpec command : CompletionModel.serverCommands()) {
            script.append("        '")
                    .append(command.name())
                    .append(':')
                    .append(escaped(command.summary()))
                    .append("'\n");
        }
        script.append(MAIN).append("    _arguments -C \\\n");
        appendOptions(script, "        ", model.options());
        script.append("        '1:command:->command' \\\n        '*::argument:->argument' && ret=0\n\n");
        script.append("    case $state in\n        command)\n            local -a commands\n            commands=(\n");
        for (Command command : model.commands()) {
            script.append("                '")
                    .append(command.name())
                    .append(':')
                    .append(escaped(command.summary()))
                    .append("'\n");
        }
        script.append("            )\n            _describe -t commands command commands && ret=0 ;;\n")
                .append("        argument)\n            curcontext=\"${curcontext%:*:*}:fusion-cli-$words[1]:\"\n")
                .append("            case $words[1] in\n");
        model.commands().forEach(command -> appendCase(script, command));
        return script.append(TAIL).toString();
    }

    private static void appendCase(StringBuilder script, Command command) {
        String indent = "                        ";
        // Behind the first word of a server's command nothing is an option of this program any more.
        boolean stopsAtWord = command.argument().kind() == Kind.SERVER_COMMAND;
        script.append("                ")
                .append(command.name())
                .append(")\n                    _arguments ")
                .append(stopsAtWord ? "-A '-*' " : "")
                .append("\\\n");
        appendOptions(script, indent, command.options());
        script.append(indent)
                .append(stopsAtWord ? "'1:command of the server" : "'*:argument")
                .append(action(command.argument()))
                .append("' && ret=0 ;;\n");
    }

    private static void appendOptions(StringBuilder script, String indent, List<Option> options) {
        for (Option option : options) {
            for (String name : option.names()) {
                String others = option.names().size() == 1 ? "" : "(" + String.join(" ", option.names()) + ")";
                script.append(indent)
                        .append('\'')
                        .append(others)
                        .append(name)
                        .append('[')
                        .append(escaped(option.summary()))
                        .append(']')
                        .append(option.takesValue() ? ":value" + action(option.value()) : "")
                        .append("' \\\n");
            }
        }
    }

    private static String action(Value value) {
        return switch (value.kind()) {
            case NONE, FREE -> ": ";
            case FILE -> ":_files";
            case CHOICE -> ":(" + String.join(" ", value.choices()) + ")";
            case SERVER_COMMAND -> ":_fusion-cli_server_commands";
        };
    }

    /** A colon and a quote would end the summary. */
    private static String escaped(String summary) {
        return summary.replace("'", "").replace(":", "\\:");
    }
}
