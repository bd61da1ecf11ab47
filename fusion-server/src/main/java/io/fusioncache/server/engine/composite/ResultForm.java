package io.fusioncache.server.engine.composite;

/** How the values stand in a result. */
public enum ResultForm {
    /** Each as a string: the text of a string, the JSON of anything else. */
    STRINGS,
    /** Each as JSON itself. */
    JSON
}
