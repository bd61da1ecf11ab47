package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code DBSIZE}: expired keys are not counted. */
public final class DatabaseSize extends Command {
    /** The command. */
    public DatabaseSize() {
        super("DBSIZE");
    }

    @Override
    public void run(Invocation call) {
        call.reply().integer(call.keyspace().size());
    }
}
