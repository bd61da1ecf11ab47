package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Glob;

/** {@code COMPOSITES [pattern]}: sorted. */
public final class ListComposites extends Command {
    /** The command. */
    public ListComposites() {
        super("COMPOSITES");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 2) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        Glob glob = call.count() == 2 ? new Glob(call.argument(1)) : Glob.ALL;
        call.memory().take(call.services().composites().listBytes());
        FusionCommands.replyKeys(call, call.services().composites().list(glob::matches));
    }
}
