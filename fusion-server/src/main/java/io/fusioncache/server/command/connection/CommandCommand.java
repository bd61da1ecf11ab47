package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code COMMAND}: about every command. */
public final class CommandCommand extends Command {
    /** The command. */
    public CommandCommand() {
        super("COMMAND");
    }

    @Override
    public void run(Invocation call) {
        CommandDescription.all(call.reply());
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new CommandCount(), new CommandDocs(), new CommandInfo(), new CommandList(), new Help("COMMAND"));
    }
}
