package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code DEL key [key ...]} and {@code UNLINK key [key ...]}: how many there were. */
public final class Delete extends Command {
    private Delete(String name) {
        super(name);
    }

    /** The two commands; memory is given back by the collector, so they do the same. */
    public static List<Command> all() {
        return List.of(new Delete("DEL"), new Delete("UNLINK"));
    }

    @Override
    public void run(Invocation call) {
        long removed = 0;
        for (byte[] key : call.keys(1, 1)) {
            if (call.keyspace().remove(key) != null) {
                removed++;
            }
        }
        call.reply().integer(removed);
    }
}
