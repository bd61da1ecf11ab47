package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT SETNAME name}: an empty one takes it away. */
public final class ClientSetName extends Command {
    /** The command. */
    public ClientSetName() {
        super("CLIENT SETNAME");
    }

    @Override
    public void run(Invocation call) {
        call.client().name(ConnectionName.of(call.argument(2), "Client names"));
        call.reply().status("OK");
    }
}
