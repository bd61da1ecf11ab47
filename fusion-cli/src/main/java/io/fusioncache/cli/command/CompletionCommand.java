package io.fusioncache.cli.command;

import io.fusioncache.cli.completion.CompletionModel;
import io.fusioncache.cli.completion.ShellScript;
import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code completion}: prints the script that makes a shell complete this program's words. */
final class CompletionCommand implements Command {
    private final Supplier<CommandLine> program;

    /** @param program the whole program's model, asked for when the command runs */
    CompletionCommand(Supplier<CommandLine> program) {
        this.program = program;
    }

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "Prints a completion script for bash, zsh or fish.",
                        "bash: fusion-cli completion bash > ~/.local/share/bash-completion/completions/fusion-cli",
                        "zsh:  fusion-cli completion zsh > a folder of $fpath, as _fusion-cli",
                        "fish: fusion-cli completion fish > ~/.config/fish/completions/fusion-cli.fish");
        model.addPositional(Arguments.choice("SHELL", titles(), "bash, zsh or fish."));
        return model;
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        String title = arguments.matchedPositionalValue(0, "");
        ShellScript script = ShellScript.ofTitle(title)
                .orElseThrow(() -> new CliException(
                        ExitStatus.USAGE,
                        title.isEmpty()
                                ? "name a shell: " + String.join(", ", titles())
                                : "\"" + title + "\" is not one of " + String.join(", ", titles())));
        session.print(script.text(CompletionModel.of(program.get())).stripTrailing());
    }

    private static List<String> titles() {
        return Arrays.stream(ShellScript.values()).map(ShellScript::title).toList();
    }
}
