package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code FUSED_BY fragment}: the composites that list it, sorted. */
public final class FusedBy extends Command {
    /** The command. */
    public FusedBy() {
        super("FUSED_BY");
    }

    @Override
    public void run(Invocation call) {
        call.memory().take(call.services().composites().usersBytes(call.key(1)));
        FusionCommands.replyKeys(call, call.services().composites().usersOf(call.key(1)));
    }
}
