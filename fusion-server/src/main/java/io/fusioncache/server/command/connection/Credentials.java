package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.CommandException;

/** Who may come in: there are no passwords, so the default user may, with any, and nobody else. */
final class Credentials {
    private Credentials() {}

    /**
     * Checks a user's name.
     *
     * @throws CommandException when it is not the default user
     */
    static void check(String user) {
        if (!user.equals("default")) {
            throw new CommandException("WRONGPASS invalid username-password pair or user is disabled.");
        }
    }
}
