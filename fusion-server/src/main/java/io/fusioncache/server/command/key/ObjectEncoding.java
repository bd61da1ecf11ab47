package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.Words;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code OBJECT ENCODING key}: {@code int}, {@code embstr} or {@code raw} as in Redis, or {@code json}. */
public final class ObjectEncoding extends Command {
    /** The command. */
    public ObjectEncoding() {
        super("OBJECT ENCODING");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.keyspace().peek(call.key(2));
        if (entry == null) {
            call.reply().nil();
        } else {
            call.reply().bulk(encoding(entry));
        }
    }

    private static final int LONGEST_EMBEDDED = 44;

    private static String encoding(Entry entry) {
        if (!entry.kind().isText()) {
            return "json";
        }
        if (Words.isInteger(entry.value())) {
            return "int";
        }
        return entry.value().length <= LONGEST_EMBEDDED ? "embstr" : "raw";
    }
}
