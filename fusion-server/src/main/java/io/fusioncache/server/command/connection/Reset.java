package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code RESET}. */
public final class Reset extends Command {
    /** The command. */
    public Reset() {
        super("RESET");
    }

    @Override
    public boolean isDoneAfterFailure() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        call.services().monitors().remove(call.client());
        call.client().reset();
        call.reply().status("RESET");
    }
}
