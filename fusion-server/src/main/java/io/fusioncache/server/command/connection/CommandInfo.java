package io.fusioncache.server.command.connection;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;

/** {@code COMMAND INFO [command-name ...]}. */
public final class CommandInfo extends Command {
    /** The command. */
    public CommandInfo() {
        super("COMMAND INFO");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() == 2) {
            CommandDescription.all(call.reply());
            return;
        }
        call.reply().array(call.count() - 2);
        for (int i = 2; i < call.count(); i++) {
            CommandSpec spec = CommandTable.find(call.text(i));
            if (spec == null) {
                call.reply().nil();
            } else {
                CommandDescription.write(spec, call.reply());
            }
        }
    }
}
