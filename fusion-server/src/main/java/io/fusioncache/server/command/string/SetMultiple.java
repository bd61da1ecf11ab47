package io.fusioncache.server.command.string;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.Arrays;

/** {@code MSET key value ...} and {@code MSETNX key value ...}: all at once or nothing. */
public final class SetMultiple extends Command {
    private final boolean onlyNew;

    private SetMultiple(String name, boolean onlyNew) {
        super(name);
        this.onlyNew = onlyNew;
    }

    /** {@code MSET}. */
    public static Command always() {
        return new SetMultiple("MSET", false);
    }

    /** {@code MSETNX}. */
    public static Command ifAllAbsent() {
        return new SetMultiple("MSETNX", true);
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        if (call.count() % 2 == 0) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        byte[][] keys = call.keys(1, 2);
        long bytes = 0;
        for (int i = 2; i < call.count(); i += 2) {
            bytes += call.argument(i).length;
        }
        boolean stored = call.keyspace().updateTogether(keys, bytes, group -> {
            if (onlyNew && Arrays.stream(keys).anyMatch(key -> group.open(key).entry() != null)) {
                return false;
            }
            for (int i = 0; i < keys.length; i++) {
                group.open(keys[i]).put(ValueKind.STRING, call.argument(2 + 2 * i), Entry.NEVER);
            }
            return true;
        });
        if (onlyNew) {
            call.reply().integer(stored ? 1 : 0);
        } else {
            call.reply().status("OK");
        }
    }
}
