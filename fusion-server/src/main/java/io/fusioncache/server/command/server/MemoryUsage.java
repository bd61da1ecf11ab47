package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.CompositeEntry;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code MEMORY USAGE key [SAMPLES count]}: what the account is charged with. */
public final class MemoryUsage extends Command {
    /** The command. */
    public MemoryUsage() {
        super("MEMORY USAGE");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 3 && !(call.count() == 5 && call.is(3, "SAMPLES") && call.integer(4) >= 0)) {
            throw new CommandException(Errors.SYNTAX);
        }
        Entry entry = call.keyspace().peek(call.key(2));
        if (entry == null) {
            call.reply().nil();
        } else {
            call.reply()
                    .integer(entry.memory()
                            + (entry instanceof CompositeEntry composite ? composite.memoryBeside() : 0));
        }
    }
}
