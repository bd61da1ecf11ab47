package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import java.util.List;

/** The commands of this package. */
public final class JsonCommands {
    private JsonCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return List.of(
                new JsonGet(),
                new JsonSet(),
                new JsonDelete(),
                new JsonType(),
                new JsonGetMultiple(),
                new JsonArrayAppend(),
                new JsonStringAppend(),
                new JsonNumberIncrement());
    }
}
