package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code UNFUSE composite [composite ...]}: how many there were. */
public final class Unfuse extends Command {
    /** The command. */
    public Unfuse() {
        super("UNFUSE");
    }

    @Override
    public void run(Invocation call) {
        long removed = 0;
        for (byte[] key : call.keys(1, 1)) {
            if (call.services().composites().unfuse(key)) {
                removed++;
            }
        }
        call.reply().integer(removed);
    }
}
