package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code CLIENT GETNAME}. */
public final class ClientGetName extends Command {
    /** The command. */
    public ClientGetName() {
        super("CLIENT GETNAME");
    }

    @Override
    public void run(Invocation call) {
        String name = call.client().name();
        if (name.isEmpty()) {
            call.reply().nil();
        } else {
            call.reply().bulk(name);
        }
    }
}
