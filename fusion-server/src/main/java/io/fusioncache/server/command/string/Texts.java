package io.fusioncache.server.command.string;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.MemoryNeed;
import io.fusioncache.server.engine.memory.HeapArrays;
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

    /** What a change takes that copies the value into a longer one. */
    static MemoryNeed longerBy(long added) {
        return before -> HeapArrays.bytes(length(before) + added);
    }

    /** What a change takes that copies the value into one which is at least so long. */
    static MemoryNeed atLeast(long length) {
        return before -> HeapArrays.bytes(Math.max(length(before), length));
    }

    private static long length(@Nullable Entry entry) {
        return entry == null ? 0 : entry.value().length;
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
