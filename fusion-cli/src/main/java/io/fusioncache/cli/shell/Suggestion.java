package io.fusioncache.cli.shell;

/**
 * Something that Tab offers.
 *
 * @param value what is put in the place of what was typed
 * @param display how the list shows it
 * @param description a few words beside it; empty for none
 * @param endsWord whether a blank follows
 */
record Suggestion(String value, String display, String description, boolean endsWord) {
    /** A word of a command. */
    static Suggestion word(String value, String description) {
        return new Suggestion(value, value, description, true);
    }

    /** A part of JSON, behind which typing goes on at once. */
    static Suggestion part(String value, String display, String description) {
        return new Suggestion(value, display, description, false);
    }
}
