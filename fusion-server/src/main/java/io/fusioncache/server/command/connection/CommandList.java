package io.fusioncache.server.command.connection;

import io.fusioncache.common.command.CommandSpec;
import io.fusioncache.common.command.CommandTable;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Glob;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code COMMAND LIST [FILTERBY MODULE|ACLCAT|PATTERN value]}. */
public final class CommandList extends Command {
    /** The command. */
    public CommandList() {
        super("COMMAND LIST");
    }

    @Override
    public void run(Invocation call) {
        Predicate<CommandSpec> filter = spec -> true;
        if (call.count() > 2) {
            filter = filter(call);
        }
        List<String> names = CommandTable.all().stream()
                .flatMap(spec -> Stream.concat(Stream.of(spec), spec.subcommands().stream()))
                .filter(filter)
                .map(CommandSpec::fullName)
                .toList();
        call.reply().array(names.size());
        names.forEach(call.reply()::bulk);
    }

    private static Predicate<CommandSpec> filter(Invocation call) {
        if (call.count() != 5 || !call.is(2, "FILTERBY")) {
            throw new CommandException(Errors.SYNTAX);
        }
        if (call.is(3, "MODULE")) {
            return spec -> false;
        }
        if (call.is(3, "ACLCAT")) {
            String category = '@' + call.text(4).toLowerCase(Locale.ROOT);
            return spec -> CommandDescription.categories(spec).contains(category);
        }
        if (call.is(3, "PATTERN")) {
            Glob glob = new Glob(call.text(4).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return spec -> glob.matches(spec.fullName().getBytes(StandardCharsets.UTF_8));
        }
        throw new CommandException(Errors.SYNTAX);
    }
}
