package io.fusioncache.cli.console;

/** Ends the run with a status and a line for standard error. It tells of a mistake or a mishap, so it has no trace. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String text;

    /** @param text what is said on standard error; empty for nothing */
    public CliException(ExitStatus status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    public ExitStatus status() {
        return status;
    }

    /** What is said on standard error; empty for nothing. */
    public String text() {
        return text;
    }
}
