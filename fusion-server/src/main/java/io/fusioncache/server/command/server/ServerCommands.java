package io.fusioncache.server.command.server;

import io.fusioncache.server.command.Command;
import java.util.List;

/** The commands of this package. */
public final class ServerCommands {
    private ServerCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return List.of(
                new Info(),
                new Config(),
                new Memory(),
                new SlowLogCommand(),
                new Latency(),
                new Debug(),
                new Shutdown(),
                new Time(),
                new Monitor());
    }
}
