package io.fusioncache.server.engine.object;

/** What a scalar member holds. */
public enum ScalarType {
    /** Unicode text, held as UTF-8. */
    STRING,
    /** A signed 64-bit whole number. */
    INT,
    /** An unsigned 64-bit whole number, held in a {@code long}. */
    UINT,
    /** An IEEE double. */
    DECIMAL,
    BOOL,
    /** Any {@link Scalar}, kept as it was sent. */
    ANY
}
