package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;

/** {@code SHUTDOWN [NOSAVE | SAVE] [NOW] [FORCE] [ABORT]}: no reply when it is done. */
public final class Shutdown extends Command {
    /** The command. */
    public Shutdown() {
        super("SHUTDOWN");
    }

    @Override
    public void run(Invocation call) {
        boolean abort = false;
        boolean save = false;
        boolean noSave = false;
        for (int i = 1; i < call.count(); i++) {
            if (call.is(i, "ABORT")) {
                abort = true;
            } else if (call.is(i, "SAVE")) {
                save = true;
            } else if (call.is(i, "NOSAVE")) {
                noSave = true;
            } else if (!call.is(i, "NOW") && !call.is(i, "FORCE")) {
                throw new CommandException(Errors.SYNTAX);
            }
        }
        if ((abort && call.count() > 2) || (save && noSave)) {
            throw new CommandException(Errors.SYNTAX);
        }
        if (abort) {
            throw new CommandException("ERR No shutdown in progress.");
        }
        call.client().closeAfterReply();
        call.services().shutdown().run();
    }
}
