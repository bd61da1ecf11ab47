package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code SLOWLOG RESET}. */
public final class SlowLogReset extends Command {
    /** The command. */
    public SlowLogReset() {
        super("SLOWLOG RESET");
    }

    @Override
    public void run(Invocation call) {
        call.services().slowLog().clear();
        call.reply().status("OK");
    }
}
