package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT ID}. */
public final class ClientId extends Command {
    /** The command. */
    public ClientId() {
        super("CLIENT ID");
    }

    @Override
    public void run(Invocation call) {
        call.reply().integer(call.client().id());
    }
}
