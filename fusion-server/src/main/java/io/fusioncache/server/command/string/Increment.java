package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.Words;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.EntrySlot;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code INCR}, {@code DECR}, {@code INCRBY} and {@code DECRBY}: the result is held as a number. */
public final class Increment extends Command {
    private static final String OVERFLOW = "ERR increment or decrement would overflow";
    private static final String DECREMENT_OVERFLOW = "ERR decrement would overflow";
    private static final int LONGEST_NUMBER = 20;

    private final int sign;

    private Increment(String name, int sign) {
        super(name);
        this.sign = sign;
    }

    /** The four commands. */
    public static List<Command> all() {
        return List.of(
                new Increment("INCR", 1),
                new Increment("DECR", -1),
                new Increment("INCRBY", 1),
                new Increment("DECRBY", -1));
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        long amount = call.count() == 2 ? 1 : call.integer(2);
        if (sign < 0 && amount == Long.MIN_VALUE) {
            throw new CommandException(DECREMENT_OVERFLOW);
        }
        long result = call.keyspace().update(key, LONGEST_NUMBER, slot -> add(slot, sign * amount));
        call.reply().integer(result);
    }

    private static long add(EntrySlot slot, long amount) {
        long before = 0;
        Entry entry = slot.entry();
        if (entry != null) {
            byte[] text = Texts.of(entry);
            if (!Words.isInteger(text)) {
                throw new CommandException(Errors.NOT_AN_INTEGER);
            }
            before = Words.parseInteger(text);
        }
        long after = before + amount;
        if (((before ^ after) & (amount ^ after)) < 0) {
            throw new CommandException(OVERFLOW);
        }
        slot.put(ValueKind.NUMBER, Long.toString(after).getBytes(StandardCharsets.US_ASCII), slot.deadline());
        return after;
    }
}
