package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code PING [message]}. */
public final class Ping extends Command {
    /** The command. */
    public Ping() {
        super("PING");
    }

    @Override
    public void run(Invocation call) {
        switch (call.count()) {
            case 1 -> call.reply().status("PONG");
            case 2 -> call.reply().bulk(call.argument(1));
            default -> throw Invocation.wrongNumberOfArguments(this);
        }
    }
}
