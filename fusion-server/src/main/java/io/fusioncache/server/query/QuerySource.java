package io.fusioncache.server.query;

/** Where a query came from; some queries and attributes are not taken everywhere. */
public enum QuerySource {
    REST,
    STANDARD,
    /** Takes no {@code FIND GET UPDATE DELETE}. */
    BULK,
    /** The {@code FQL} command of RESP and of text lines. */
    COMMAND,
    /** A caller inside the process. */
    EMBEDDED
}
