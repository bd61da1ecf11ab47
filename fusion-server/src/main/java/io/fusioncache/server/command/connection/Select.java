package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;

/** {@code SELECT index}: database 0 only. */
public final class Select extends Command {
    /** The command. */
    public Select() {
        super("SELECT");
    }

    @Override
    public void run(Invocation call) {
        long index = call.integer(1);
        if (index != 0) {
            throw new CommandException(
                    index < Integer.MIN_VALUE || index > Integer.MAX_VALUE
                            ? Errors.NOT_AN_INTEGER
                            : "ERR DB index is out of range");
        }
        call.reply().status("OK");
    }
}
