package io.fusioncache.common.config;

/** A configuration that can't be used. Its message is one line that names the setting and says what to do. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the person who wrote the configuration */
    public ConfigurationException(String message) {
        super(message, null, false, false);
    }

    /** The line; never null, unlike that of other exceptions. */
    public String line() {
        String message = getMessage();
        return message == null ? "the configuration is not valid" : message;
    }
}
