package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code SLOWLOG}: commands that took long. */
public final class SlowLogCommand extends Command {
    /** The command. */
    public SlowLogCommand() {
        super("SLOWLOG");
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new SlowLogGet(), new SlowLogLength(), new SlowLogReset(), new Help("SLOWLOG"));
    }
}
