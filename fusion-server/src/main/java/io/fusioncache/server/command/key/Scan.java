package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.Words;
import io.fusioncache.server.engine.keyspace.Glob;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]}. */
public final class Scan extends Command {
    /** The command. */
    public Scan() {
        super("SCAN");
    }

    @Override
    public void run(Invocation call) {
        long cursor = cursor(call);
        Glob glob = null;
        String type = null;
        long count = DEFAULT_COUNT;
        for (int i = 2; i < call.count(); i += 2) {
            if (call.isWithValue(i, "MATCH")) {
                glob = new Glob(call.argument(i + 1));
            } else if (call.isWithValue(i, "COUNT")) {
                count = call.integer(i + 1);
                if (count < 1) {
                    throw new CommandException(Errors.SYNTAX);
                }
            } else if (call.isWithValue(i, "TYPE")) {
                type = call.text(i + 1);
            } else {
                throw new CommandException(Errors.SYNTAX);
            }
        }
        reply(call, cursor, count, glob, type);
    }

    private static final int DEFAULT_COUNT = 10;
    private static final long LARGE_COUNT = 1000;

    private static void reply(Invocation call, long cursor, long count, @Nullable Glob glob, @Nullable String type) {
        List<byte[]> keys = new ArrayList<>();
        long next = call.keyspace().scan(cursor, count, entry -> {
            if ((glob == null || glob.matches(entry.key()))
                    && (type == null || type.equalsIgnoreCase(Type.name(entry)))) {
                call.listed(entry.key());
                keys.add(entry.key());
            }
        });
        call.reply().array(2);
        call.reply().bulk(Long.toString(next));
        call.reply().array(keys.size());
        keys.forEach(call.reply()::bulk);
    }

    private static long cursor(Invocation call) {
        try {
            return Long.parseUnsignedLong(call.text(1));
        } catch (NumberFormatException noCursor) {
            throw new CommandException("ERR invalid cursor");
        }
    }

    @Override
    public boolean isSlow(byte[][] arguments) {
        for (int i = 2; i + 1 < arguments.length; i += 2) {
            if (Words.equalsIgnoreCase(arguments[i], "COUNT")) {
                return !Words.isInteger(arguments[i + 1]) || Words.parseInteger(arguments[i + 1]) > LARGE_COUNT;
            }
        }
        return false;
    }
}
