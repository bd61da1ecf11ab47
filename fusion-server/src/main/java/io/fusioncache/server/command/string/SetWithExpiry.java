package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.ValueKind;

/** {@code SETEX key seconds value} and {@code PSETEX key milliseconds value}. */
public final class SetWithExpiry extends Command {
    private final ExpireOption unit;

    private SetWithExpiry(String name, ExpireOption unit) {
        super(name);
        this.unit = unit;
    }

    /** {@code SETEX}. */
    public static Command seconds() {
        return new SetWithExpiry("SETEX", ExpireOption.EX);
    }

    /** {@code PSETEX}. */
    public static Command milliseconds() {
        return new SetWithExpiry("PSETEX", ExpireOption.PX);
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        long deadline = unit.deadline(call, 2, spec().fullName());
        call.keyspace().put(key, ValueKind.STRING, call.argument(3), deadline);
        call.reply().status("OK");
    }
}
