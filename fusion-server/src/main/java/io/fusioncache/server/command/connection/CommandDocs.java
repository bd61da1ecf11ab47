package io.fusioncache.server.command.connection;

import io.fusioncache.common.command.CommandArgument;
import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code COMMAND DOCS [command-name ...]}: unknown names are left out. */
public final class CommandDocs extends Command {
    /** The command. */
    public CommandDocs() {
        super("COMMAND DOCS");
    }

    @Override
    public void run(Invocation call) {
        List<CommandSpec> specs = new ArrayList<>();
        for (int i = 2; i < call.count(); i++) {
            CommandSpec spec = CommandTable.find(call.text(i));
            if (spec != null) {
                specs.add(spec);
            }
        }
        write(call.count() == 2 ? CommandTable.all() : specs, call.reply());
    }

    private static void write(List<CommandSpec> specs, ReplyWriter reply) {
        reply.map(specs.size());
        for (CommandSpec spec : specs) {
            reply.bulk(spec.fullName());
            boolean arguments =
                    !spec.arguments().isEmpty() && spec.subcommands().isEmpty();
            reply.map(3 + (arguments ? 1 : 0) + (spec.subcommands().isEmpty() ? 0 : 1));
            reply.bulk("summary");
            reply.bulk(spec.summary());
            reply.bulk("since");
            reply.bulk(spec.since());
            reply.bulk("group");
            reply.bulk(spec.group().title());
            if (arguments) {
                reply.bulk("arguments");
                arguments(spec.arguments(), reply);
            }
            if (!spec.subcommands().isEmpty()) {
                reply.bulk("subcommands");
                write(spec.subcommands(), reply);
            }
        }
    }

    private static void arguments(List<CommandArgument> arguments, ReplyWriter reply) {
        reply.array(arguments.size());
        for (CommandArgument argument : arguments) {
            argument(argument, reply);
        }
    }

    private static void argument(CommandArgument argument, ReplyWriter reply) {
        String token = argument.token();
        List<String> flags = new ArrayList<>();
        if (argument.optional()) {
            flags.add("optional");
        }
        if (argument.multiple()) {
            flags.add("multiple");
        }
        boolean isKey = argument.type() == CommandArgument.Type.KEY;
        reply.map(2
                + (isKey ? 1 : 0)
                + (token == null ? 0 : 1)
                + (flags.isEmpty() ? 0 : 1)
                + (argument.parts().isEmpty() ? 0 : 1));
        reply.bulk("name");
        reply.bulk(argument.name());
        reply.bulk("type");
        reply.bulk(argument.type().title());
        if (isKey) {
            reply.bulk("key_spec_index");
            reply.integer(0);
        }
        if (token != null) {
            reply.bulk("token");
            reply.bulk(token);
        }
        if (!flags.isEmpty()) {
            reply.bulk("flags");
            reply.array(flags.size());
            flags.forEach(reply::status);
        }
        if (!argument.parts().isEmpty()) {
            reply.bulk("arguments");
            arguments(argument.parts(), reply);
        }
    }
}
