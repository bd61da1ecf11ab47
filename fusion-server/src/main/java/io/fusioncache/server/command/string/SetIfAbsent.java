package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;

/** {@code SETNX key value}. */
public final class SetIfAbsent extends Command {
    /** The command. */
    public SetIfAbsent() {
        super("SETNX");
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] value = call.argument(2);
        boolean stored = call.keyspace().update(call.key(1), value.length, slot -> {
            boolean absent = slot.entry() == null;
            if (absent) {
                slot.put(ValueKind.STRING, value, Entry.NEVER);
            }
            return absent;
        });
        call.reply().integer(stored ? 1 : 0);
    }
}
