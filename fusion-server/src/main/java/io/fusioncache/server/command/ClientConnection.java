package io.fusioncache.server.command;

/** The connection of a client, as commands see it. Every method may be called by any thread and never waits. */
public interface ClientConnection {
    /** The client's address, such as {@code 127.0.0.1:50300}. */
    String address();

    /** The server's end of the connection, such as {@code 127.0.0.1:1988}. */
    String localAddress();

    /** Bytes received that are not a whole command yet. */
    default long inputBytes() {
        return 0;
    }

    /** Bytes of replies that are not sent yet. */
    default long outputBytes() {
        return 0;
    }

    /**
     * Sends a line that was not asked for ({@code MONITOR}), in the order of the calls, after the reply to the command
     * that is being run. A connection that does not read may lose lines or be closed; the caller is not held up.
     */
    void sendLine(String line);

    /** Closes the connection soon; what waits to be sent may be lost. */
    void close();
}
