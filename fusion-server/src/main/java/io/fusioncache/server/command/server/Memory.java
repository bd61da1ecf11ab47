package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code MEMORY}: about memory. */
public final class Memory extends Command {
    /** The command. */
    public Memory() {
        super("MEMORY");
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new MemoryUsage(), new MemoryStats(), new Help("MEMORY"));
    }
}
