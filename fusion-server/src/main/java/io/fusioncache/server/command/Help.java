package io.fusioncache.server.command;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code HELP} of a command with subcommands, made from the table. */
public final class Help extends Command {
    private final String container;

    /** The help of a command. */
    public Help(String container) {
        super(container + " HELP");
        this.container = container;
    }

    @Override
    public void run(Invocation call) {
        CommandSpec described = Objects.requireNonNull(CommandTable.find(container));
        List<String> lines = new ArrayList<>();
        lines.add(container + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
        for (CommandSpec subcommand : described.subcommands()) {
            lines.add(subcommand.usage().substring(container.length() + 1));
            lines.add("    " + subcommand.summary() + '.');
        }
        call.reply().array(lines.size());
        lines.forEach(call.reply()::status);
    }
}
