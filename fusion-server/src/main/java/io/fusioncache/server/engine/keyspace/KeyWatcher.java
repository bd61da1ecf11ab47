package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** Hears of every change of one key. The key's entry refers to it, so that other keys have nothing to look up. */
public interface KeyWatcher {
    /**
     * The key has changed: readers already see it, and whoever caused it has not been told yet. Called under the key's
     * lock, so the calls come in the order of the changes; must be short, must not throw, and must not call the key
     * space.
     *
     * @param before the entry until now, null when the key is new; it may have been past its deadline
     * @param after the entry from now on, null when the key is gone
     */
    void changed(byte[] key, @Nullable Entry before, @Nullable Entry after, ChangeReason reason);

    /** True when it has no use for changes any more. Once it is, it stays so. */
    boolean isGone();
}
