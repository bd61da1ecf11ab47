package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT INFO}. */
public final class ClientInfo extends Command {
    /** The command. */
    public ClientInfo() {
        super("CLIENT INFO");
    }

    @Override
    public void run(Invocation call) {
        String line = ClientLine.of(call.client(), call.services().clock().nanos());
        call.reply().verbatim("txt", line + '\n');
    }
}
