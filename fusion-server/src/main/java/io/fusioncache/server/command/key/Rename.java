package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code RENAME key newkey} and {@code RENAMENX key newkey}: value and deadline go with the name. */
public final class Rename extends Command {
    private final boolean onlyNew;

    private Rename(String name, boolean onlyNew) {
        super(name);
        this.onlyNew = onlyNew;
    }

    /** The two commands. */
    public static List<Command> all() {
        return List.of(new Rename("RENAME", false), new Rename("RENAMENX", true));
    }

    @Override
    public void run(Invocation call) {
        switch (call.keyspace().rename(call.key(1), call.key(2), !onlyNew)) {
            case ABSENT -> throw new CommandException(Errors.NO_SUCH_KEY);
            case TAKEN -> call.reply().integer(0);
            case DONE -> {
                if (onlyNew) {
                    call.reply().integer(1);
                } else {
                    call.reply().status("OK");
                }
            }
        }
    }
}
