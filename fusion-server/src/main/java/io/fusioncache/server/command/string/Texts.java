package io.fusioncache.server.command.string;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import org.jspecify.annotations.Nullable;

/** What commands on strings have in common. */
final class Texts {
    /** The longest string, in bytes. */
    static final long LONGEST = 512L << 20;

    static final byte[] NOTHING = new byte[0];

    private Texts() {}

    /** The bytes of a value that a command changes as text; none for a key that does not exist. */
    static byte[] of(@Nullable Entry entry) {
        if (entry == null) {
            return NOTHING;
        }
        if (!entry.kind().isText()) {
            throw new CommandException(Errors.WRONG_TYPE);
        }
        return entry.value();
    }

    /** Replies with a value, or nil. */
    static void reply(Invocation call, @Nullable Entry entry) {
        Entry readable = entry == null ? null : entry.readable();
        if (readable == null) {
            call.reply().nil();
        } else {
            call.reply().value(readable.kind(), readable.value());
        }
    }
}
