package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.Arrays;

/** {@code APPEND key value}: answers the new length. */
public final class Append extends Command {
    /** The command. */
    public Append() {
        super("APPEND");
    }

    @Override
    protected boolean worksOnValues() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] added = call.argument(2);
        long length = call.keyspace().change(call.key(1), Texts.longerBy(added.length), slot -> {
            byte[] before = Texts.of(slot.entry());
            if ((long) before.length + added.length > Texts.LONGEST) {
                throw new CommandException(Errors.STRING_TOO_LONG);
            }
            byte[] after = Arrays.copyOf(before, before.length + added.length);
            System.arraycopy(added, 0, after, before.length, added.length);
            slot.put(ValueKind.STRING, after, slot.deadline());
            return (long) after.length;
        });
        call.reply().integer(length);
    }
}
