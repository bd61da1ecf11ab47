package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code CONFIG REWRITE}. */
public final class ConfigRewrite extends Command {
    /** The command. */
    public ConfigRewrite() {
        super("CONFIG REWRITE");
    }

    @Override
    public void run(Invocation call) {
        call.services().config().rewrite();
        call.reply().status("OK");
    }
}
