package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code PERSIST key}. */
public final class Persist extends Command {
    /** The command. */
    public Persist() {
        super("PERSIST");
    }

    @Override
    public void run(Invocation call) {
        boolean changed = call.keyspace().update(call.key(1), slot -> {
            boolean expires = slot.deadline() != Entry.NEVER;
            if (expires) {
                slot.deadline(Entry.NEVER);
            }
            return expires;
        });
        call.reply().integer(changed ? 1 : 0);
    }
}
