package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.CommandException;
import java.util.Locale;
import java.util.Set;

/** Kinds of clients by their names in Redis; here every client is a normal one. */
final class ClientType {
    private static final Set<String> KNOWN = Set.of("normal", "master", "replica", "slave", "pubsub");

    private ClientType() {}

    static String check(String word) {
        String type = word.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(type)) {
            throw new CommandException("ERR Unknown client type '" + word + "'");
        }
        return type;
    }
}
