package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code FLUSHDB} and {@code FLUSHALL}: there is one database, so they do the same. */
public final class Flush extends Command {
    private Flush(String name) {
        super(name);
    }

    /** The two commands. */
    public static List<Command> all() {
        return List.of(new Flush("FLUSHDB"), new Flush("FLUSHALL"));
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 2 || (call.count() == 2 && !call.is(1, "ASYNC") && !call.is(1, "SYNC"))) {
            throw new CommandException(Errors.SYNTAX);
        }
        call.keyspace().clear();
        call.reply().status("OK");
    }
}
