package io.fusioncache.common.client;

/** What an exception says to a person. */
final class Failures {
    private Failures() {}

    /** The exception's own message, or its kind when it has none. */
    static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
