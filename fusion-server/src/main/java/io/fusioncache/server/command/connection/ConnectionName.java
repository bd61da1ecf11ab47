package io.fusioncache.server.command.connection;

import io.fusioncache.server.command.CommandException;
import java.nio.charset.StandardCharsets;

/** The name that a client gives itself. */
final class ConnectionName {
    private ConnectionName() {}

    /**
     * The word as a name.
     *
     * @param what what it is called in the error
     * @throws CommandException when it has characters that would break the lines of {@code CLIENT LIST}
     */
    static String of(byte[] word, String what) {
        for (byte character : word) {
            if (character < '!' || character > '~') {
                throw new CommandException("ERR " + what + " cannot contain spaces, newlines or special characters.");
            }
        }
        return new String(word, StandardCharsets.US_ASCII);
    }
}
