package io.fusioncache.server.command.fusion;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.composite.Registration;
import io.fusioncache.server.engine.keyspace.KeyText;

/** {@code FUSE composite fragment [fragment ...]}: says how many fragments, and what became of a former list. */
public final class Fuse extends Command {
    /** The command. */
    public Fuse() {
        super("FUSE");
    }

    @Override
    public void run(Invocation call) {
        Registration made = call.services().composites().fuse(call.key(1), call.keys(2, 1));
        call.reply().status("OK (" + described(made) + ')');
    }

    private static String described(Registration made) {
        StringBuilder text = new StringBuilder();
        text.append(made.fragments()).append(made.fragments() == 1 ? " fragment" : " fragments");
        if (made.isNew()) {
            return text.append(" registered").toString();
        }
        if (!made.added().isEmpty()) {
            text.append(", ").append(KeyText.listed(made.added())).append(" added");
        }
        if (!made.removed().isEmpty()) {
            text.append(", ").append(KeyText.listed(made.removed())).append(" removed");
        }
        return text.toString();
    }
}
