package io.fusioncache.server;

/** A server that can't start. Its message is one line that names the setting. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A configuration that can't be used; {@code EX_CONFIG} of sysexits. */
    public static final int CONFIGURATION = 78;

    /** A port that can't be had; {@code EX_UNAVAILABLE} of sysexits. */
    public static final int UNAVAILABLE = 69;

    private final int status;

    /**
     * Makes the exception.
     *
     * @param status what the process ends with
     * @param message one line for the person who starts it
     */
    public StartException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** What the process ends with. */
    public int status() {
        return status;
    }
}
