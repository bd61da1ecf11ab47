package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** Knows the watchers of keys. */
@FunctionalInterface
public interface KeyWatchers {
    /**
     * Who watches a key, or null. Called under the key's lock; must be short, must not throw, and must not call the key
     * space.
     *
     * @param hash {@link Keyspace#hash} of the key
     */
    @Nullable
    KeyWatcher of(byte[] key, int hash);
}
