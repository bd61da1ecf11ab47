package io.fusioncache.server.command;

/**
 * A command that can't be done, for a reason that is the client's or the memory limit's; becomes an error reply in one
 * place. It carries no stack trace: a client may cause a million of them.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reply;

    /**
     * An error to be sent.
     *
     * @param reply with its code in front, such as {@code ERR syntax error}
     */
    public CommandException(String reply) {
        super(reply, null, false, false);
        this.reply = reply;
    }

    /** The error as it is sent. */
    public String reply() {
        return reply;
    }
}
