package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code GET key}. */
public final class Get extends Command {
    /** The command. */
    public Get() {
        super("GET");
    }

    @Override
    public void run(Invocation call) {
        Texts.reply(call, call.read(call.key(1)));
    }
}
