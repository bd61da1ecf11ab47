package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** Hears of every change of the key space. */
@FunctionalInterface
public interface KeyspaceListener {
    /**
     * A key has changed: readers already see it, and whoever caused it has not been told yet. Called under the key's
     * lock, so the calls for one key come in the order of its changes; must be short, must not throw, and must not call
     * the key space.
     *
     * @param before the entry until now, null when the key is new; it may have been past its deadline
     * @param after the entry from now on, null when the key is gone
     */
    void changed(byte[] key, @Nullable Entry before, @Nullable Entry after, ChangeReason reason);
}
