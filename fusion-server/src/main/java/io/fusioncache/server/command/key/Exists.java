package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code EXISTS key [key ...]} and {@code TOUCH key [key ...]}: how many there are, counting repeated ones. */
public final class Exists extends Command {
    private final boolean isUse;

    private Exists(String name, boolean isUse) {
        super(name);
        this.isUse = isUse;
    }

    /** The two commands. */
    public static List<Command> all() {
        return List.of(new Exists("EXISTS", false), new Exists("TOUCH", true));
    }

    @Override
    public void run(Invocation call) {
        long found = 0;
        for (byte[] key : call.keys(1, 1)) {
            if (call.keyspace().get(key, isUse) != null) {
                found++;
            }
        }
        call.reply().integer(found);
    }
}
