package io.fusioncache.server.command.key;

import io.fusioncache.server.command.Command;
import java.util.List;
import java.util.stream.Stream;

/** The commands of this package. */
public final class KeyCommands {
    private KeyCommands() {}

    /** One of each. */
    public static List<Command> all() {
        return Stream.of(
                        Delete.all(),
                        Exists.all(),
                        Expire.all(),
                        TimeToLive.all(),
                        Rename.all(),
                        Flush.all(),
                        List.of(
                                new Type(),
                                new Persist(),
                                new RandomKey(),
                                new Keys(),
                                new Scan(),
                                new DatabaseSize(),
                                new ObjectCommand()))
                .flatMap(List::stream)
                .toList();
    }
}
