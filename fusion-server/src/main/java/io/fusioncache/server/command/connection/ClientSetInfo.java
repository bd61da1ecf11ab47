package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT SETINFO LIB-NAME|LIB-VER value}. */
public final class ClientSetInfo extends Command {
    /** The command. */
    public ClientSetInfo() {
        super("CLIENT SETINFO");
    }

    @Override
    public void run(Invocation call) {
        String attribute = call.text(2);
        if (call.is(2, "LIB-NAME")) {
            call.client().libraryName(ConnectionName.of(call.argument(3), attribute));
        } else if (call.is(2, "LIB-VER")) {
            call.client().libraryVersion(ConnectionName.of(call.argument(3), attribute));
        } else {
            throw new CommandException("ERR Unrecognized option '" + attribute + "'");
        }
        call.reply().status("OK");
    }
}
