package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code SLOWLOG LEN}. */
public final class SlowLogLength extends Command {
    /** The command. */
    public SlowLogLength() {
        super("SLOWLOG LEN");
    }

    @Override
    public void run(Invocation call) {
        call.reply().integer(call.services().slowLog().size());
    }
}
