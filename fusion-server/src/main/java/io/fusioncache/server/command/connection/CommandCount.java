package io.fusioncache.server.command.connection;

import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code COMMAND COUNT}. */
public final class CommandCount extends Command {
    /** The command. */
    public CommandCount() {
        super("COMMAND COUNT");
    }

    @Override
    public void run(Invocation call) {
        call.reply().integer(CommandTable.all().size());
    }
}
