package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code RANDOMKEY}. */
public final class RandomKey extends Command {
    /** The command. */
    public RandomKey() {
        super("RANDOMKEY");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.keyspace().random();
        if (entry == null) {
            call.reply().nil();
        } else {
            call.reply().bulk(entry.key());
        }
    }
}
