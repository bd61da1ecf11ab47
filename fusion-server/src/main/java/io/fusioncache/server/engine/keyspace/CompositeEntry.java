package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/**
 * A key whose value is put together from other keys. It is found and listed as any other key and removed as any other
 * key; it can't be written, never expires and is never evicted. Its own value is empty: see {@link #readable}.
 */
public abstract class CompositeEntry extends Entry {
    private static final byte[] NOTHING = new byte[0];

    /**
     * A composite that is not in the key space yet.
     *
     * @param hash {@link Keyspace#hash} of the key
     */
    protected CompositeEntry(int hash, byte[] key) {
        super(hash, key, NOTHING, ValueKind.OBJECT, 0, 0);
    }

    @Override
    public final @Nullable Entry readable() {
        byte[] text = text();
        return text == null ? null : new Entry(hash(), key(), text, ValueKind.OBJECT, 0, use());
    }

    /** The assembled text when it is kept and current, else null. */
    protected abstract byte @Nullable [] text();

    /** Who is told when the key changes, or null. */
    protected abstract @Nullable KeyWatcher ownWatcher();

    /** Bytes that are charged for it beside {@link #memory()}. */
    public abstract long memoryBeside();

    /** The key is gone, and whoever listens has heard of it. Called under the key's lock; must be short. */
    protected abstract void gone();
}
