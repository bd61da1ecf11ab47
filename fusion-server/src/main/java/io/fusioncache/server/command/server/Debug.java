package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;

/** {@code DEBUG}: refused. */
public final class Debug extends Command {
    /** The command. */
    public Debug() {
        super("DEBUG");
    }

    @Override
    public void run(Invocation call) {
        throw new CommandException(
                "ERR DEBUG command not allowed. If the enable-debug-command option is set to \"local\","
                        + " you can run it from a local connection, otherwise you need to set this option in the configuration"
                        + " file, and then restart the server.");
    }
}
