package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Deadlines;
import java.util.List;

/** {@code EXPIRE}, {@code PEXPIRE}, {@code EXPIREAT} and {@code PEXPIREAT}. */
public final class Expire extends Command {
    private final long unit;
    private final boolean absolute;

    private Expire(String name, long unit, boolean absolute) {
        super(name);
        this.unit = unit;
        this.absolute = absolute;
    }

    /** The four commands. */
    public static List<Command> all() {
        return List.of(
                new Expire("EXPIRE", 1000, false),
                new Expire("PEXPIRE", 1, false),
                new Expire("EXPIREAT", 1000, true),
                new Expire("PEXPIREAT", 1, true));
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        ExpireCondition condition = ExpireCondition.parse(call);
        long deadline = deadline(call);
        boolean changed = call.keyspace().update(key, slot -> {
            if (slot.entry() == null || !condition.allows(slot.deadline(), deadline)) {
                return false;
            }
            slot.deadline(deadline);
            return true;
        });
        call.reply().integer(changed ? 1 : 0);
    }

    private long deadline(Invocation call) {
        long time = call.integer(2);
        Deadlines deadlines = call.keyspace().deadlines();
        if (time > Long.MAX_VALUE / unit || time < Long.MIN_VALUE / unit) {
            throw new CommandException(Errors.invalidExpire(spec().fullName()));
        }
        long millis = time * unit;
        if (absolute) {
            return deadlines.at(millis);
        }
        if (millis > Long.MAX_VALUE - call.services().clock().unixMicros() / 1000) {
            throw new CommandException(Errors.invalidExpire(spec().fullName()));
        }
        return deadlines.after(millis);
    }
}
