package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Help;
import io.fusioncache.server.command.Invocation;
import java.util.List;

/** {@code OBJECT}: how a key is held. */
public final class ObjectCommand extends Command {
    /** The command. */
    public ObjectCommand() {
        super("OBJECT");
    }

    @Override
    public void run(Invocation call) {
        throw Invocation.wrongNumberOfArguments(this);
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new ObjectEncoding(), new ObjectFrequency(), new ObjectIdleTime(), new Help("OBJECT"));
    }
}
