package io.fusioncache.cli.command;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.shell.ShellProgram;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code shell}, and what the program does without a command. */
final class ShellCommand implements Command {
    private static final String EDITING_MODE = "--editing-mode";

    @Override
    public CommandSpec model() {
        CommandSpec model = CommandSpec.create();
        model.usageMessage()
                .description(
                        "The interactive shell; the same as no command at all.",
                        "When nobody types, it runs what comes on standard input.");
        model.addOption(editingMode());
        return model;
    }

    /** The option, which the program takes without a command too. */
    static OptionSpec editingMode() {
        return Arguments.value(EDITING_MODE, "MODE", "Keys of the shell: emacs (default) or vi.");
    }

    @Override
    public void run(ParseResult arguments, Session session) {
        String mode = arguments.matchedOptionValue(EDITING_MODE, "emacs");
        if (!mode.equals("emacs") && !mode.equals("vi")) {
            throw new CliException(ExitStatus.USAGE, EDITING_MODE + ": \"" + mode + "\" is not one of emacs, vi");
        }
        ExitStatus status = new ShellProgram(session.settings(), session.console(), mode.equals("vi"))
                .run(session.out(), session.messages());
        if (status != ExitStatus.SUCCESS) {
            throw new CliException(status, "");
        }
    }
}
