package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;

/** {@code AUTH [username] password}. */
public final class Authenticate extends Command {
    /** The command. */
    public Authenticate() {
        super("AUTH");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 3) {
            throw new CommandException(Errors.SYNTAX);
        }
        if (call.count() == 2) {
            throw new CommandException(
                    "ERR AUTH <password> called without any password configured for the default user."
                            + " Are you sure your configuration is correct?");
        }
        Credentials.check(call.text(1));
        call.reply().status("OK");
    }
}
