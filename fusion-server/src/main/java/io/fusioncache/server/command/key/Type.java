package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.CompositeEntry;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code TYPE key}: {@code string} for strings and numbers, {@code json}, {@code composite}, or {@code none}. */
public final class Type extends Command {
    /** The command. */
    public Type() {
        super("TYPE");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.keyspace().peek(call.key(1));
        call.reply().status(entry == null ? "none" : name(entry));
    }

    static String name(Entry entry) {
        if (entry instanceof CompositeEntry) {
            return "composite";
        }
        return entry.kind().isText() ? "string" : "json";
    }
}
