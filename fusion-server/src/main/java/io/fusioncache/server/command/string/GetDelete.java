package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code GETDEL key}. */
public final class GetDelete extends Command {
    /** The command. */
    public GetDelete() {
        super("GETDEL");
    }

    @Override
    public void run(Invocation call) {
        Texts.reply(call, call.keyspace().remove(call.key(1)));
    }
}
