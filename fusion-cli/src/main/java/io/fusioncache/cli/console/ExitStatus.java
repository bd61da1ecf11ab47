package io.fusioncache.cli.console;

/** How a run ended, as its caller sees it. */
public enum ExitStatus {
    SUCCESS(0, "success"),
    SERVER_ERROR(1, "the server answered with an error"),
    USAGE(2, "usage, or input that can't be parsed"),
    NO_CONNECTION(3, "no connection, or TLS failed"),
    NOT_AUTHENTICATED(4, "not authenticated"),
    OUTCOME_UNKNOWN(5, "sent, outcome unknown (timeout, connection lost)"),
    VALUE_MISSING(6, "the value is missing and --require-value was given"),
    DEFECT(70, "a defect of this program; --debug shows the trace"),
    OUTPUT_FAILED(74, "a file or the output can't be read or written"),
    INTERRUPTED(130, "interrupted"),
    CLOSED_PIPE(141, "whoever read the output went away"),
    TERMINATED(143, "terminated");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }

    /** A few words for the help. */
    public String meaning() {
        return meaning;
    }
}
