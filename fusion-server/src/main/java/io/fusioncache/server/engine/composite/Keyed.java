package io.fusioncache.server.engine.composite;

/** What stands in a {@link KeyIndex}. */
interface Keyed {
    /** The key; not to be changed. */
    byte[] key();

    /** The key space's hash of the key. */
    int hash();
}
