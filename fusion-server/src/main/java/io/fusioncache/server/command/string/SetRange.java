package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.Arrays;

/** {@code SETRANGE key offset value}: answers the new length; a gap is filled with zero bytes. */
public final class SetRange extends Command {
    /** The command. */
    public SetRange() {
        super("SETRANGE");
    }

    @Override
    protected boolean worksOnValues() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        long offset = call.integer(2);
        byte[] part = call.argument(3);
        if (offset < 0) {
            throw new CommandException("ERR offset is out of range");
        }
        if (part.length > 0 && offset > Texts.LONGEST - part.length) {
            throw new CommandException(Errors.STRING_TOO_LONG);
        }
        long length = call.keyspace().change(key, Texts.atLeast(part.length == 0 ? 0 : offset + part.length), slot -> {
            byte[] before = Texts.of(slot.entry());
            if (part.length == 0) {
                return (long) before.length;
            }
            byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, offset + part.length));
            System.arraycopy(part, 0, after, (int) offset, part.length);
            slot.put(ValueKind.STRING, after, slot.deadline());
            return (long) after.length;
        });
        call.reply().integer(length);
    }
}
