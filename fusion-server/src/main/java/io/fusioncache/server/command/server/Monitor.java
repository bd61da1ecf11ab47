package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code MONITOR}. */
public final class Monitor extends Command {
    /** The command. */
    public Monitor() {
        super("MONITOR");
    }

    @Override
    public void run(Invocation call) {
        call.services().monitors().add(call.client());
        call.reply().status("OK");
    }
}
