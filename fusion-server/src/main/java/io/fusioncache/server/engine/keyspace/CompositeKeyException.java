package io.fusioncache.server.engine.keyspace;

/** A write to a key that is a composite; nothing was changed. */
public final class CompositeKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: a client may cause a million of them. */
    CompositeKeyException(byte[] key) {
        super(
                "key '" + KeyText.of(key) + "' is a composite, which can't be written; UNFUSE it first",
                null,
                false,
                false);
    }

    /** What is wrong, in one line. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
