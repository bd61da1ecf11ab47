package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code ECHO message}. */
public final class Echo extends Command {
    /** The command. */
    public Echo() {
        super("ECHO");
    }

    @Override
    public void run(Invocation call) {
        call.reply().bulk(call.argument(1));
    }
}
