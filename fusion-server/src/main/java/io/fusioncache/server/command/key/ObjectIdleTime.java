package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code OBJECT IDLETIME key}. */
public final class ObjectIdleTime extends Command {
    /** The command. */
    public ObjectIdleTime() {
        super("OBJECT IDLETIME");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.keyspace().peek(call.key(2));
        if (entry == null) {
            call.reply().nil();
        } else if (call.keyspace().policy().isFrequency()) {
            throw new CommandException(
                    "ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when"
                            + " switching between policies at runtime LRU and LFU data will take some time to adjust.");
        } else {
            call.reply().integer(call.keyspace().idleSeconds(entry));
        }
    }
}
