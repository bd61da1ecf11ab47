package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code QUIT}. */
public final class Quit extends Command {
    /** The command. */
    public Quit() {
        super("QUIT");
    }

    @Override
    public boolean isDoneAfterFailure() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        call.client().closeAfterReply();
        call.reply().status("OK");
    }
}
