package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code STRLEN key}: bytes of the value, of a JSON value its text. */
public final class StringLength extends Command {
    /** The command. */
    public StringLength() {
        super("STRLEN");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.read(call.key(1));
        call.reply().integer(entry == null ? 0 : entry.value().length);
    }
}
