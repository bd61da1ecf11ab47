package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.Command;
import java.util.List;

/** The commands of this package. */
public final class ConnectionCommands {
    private ConnectionCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return List.of(
                new Ping(),
                new Echo(),
                new Quit(),
                new Hello(),
                new Authenticate(),
                new Select(),
                new Client(),
                new CommandCommand(),
                new Reset());
    }
}
