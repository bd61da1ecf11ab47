package io.fusioncache.server.command;

import io.fusioncache.server.command.connection.ConnectionCommands;
import io.fusioncache.server.command.fusion.FusionCommands;
import io.fusioncache.server.command.json.JsonCommands;
import io.fusioncache.server.command.key.KeyCommands;
import io.fusioncache.server.command.object.FqlQuery;
import io.fusioncache.server.command.server.ServerCommands;
import io.fusioncache.server.command.string.StringCommands;
import java.util.List;
import java.util.stream.Stream;

/** Every command there is, ready to be dispatched. */
public final class CommandCatalog {
    private CommandCatalog() {}

    /** One of each. */
    public static List<Command> all() {
        return Stream.of(
                        ConnectionCommands.all(),
                        StringCommands.all(),
                        KeyCommands.all(),
                        JsonCommands.all(),
                        FusionCommands.all(),
                        List.<Command>of(new FqlQuery()),
                        ServerCommands.all())
                .flatMap(List::stream)
                .toList();
    }
}
