package io.fusioncache.common.fql;

/**
 * A query that can't be answered, raised where the fault is found and turned into an answer in one place. It carries no
 * stack trace: it tells of a client's mistake, not of ours, and a client may make a million of them.
 */
public final class FqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FqlError error;
    private final String about;

    /**
     * @param error which error
     * @param about what is at fault (a member, class, attribute or OID) in few words; sent as {@code _a}
     * @param message a sentence a person can act on; sent as {@code _m}
     */
    public FqlException(FqlError error, String about, String message) {
        super(message, null, false, false);
        this.error = error;
        this.about = about;
    }

    /** Which error. */
    public FqlError error() {
        return error;
    }

    /** What is at fault, in few words. */
    public String about() {
        return about;
    }

    /** A sentence a person can act on; never null, unlike that of other exceptions. */
    public String sentence() {
        String message = getMessage();
        return message == null ? error.text() : message;
    }
}
