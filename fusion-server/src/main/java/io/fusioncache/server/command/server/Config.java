package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code CONFIG}: the settings. */
public final class Config extends Command {
    /** The command. */
    public Config() {
        super("CONFIG");
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new ConfigGet(), new ConfigSet(), new ConfigRewrite(), new Help("CONFIG"));
    }
}
