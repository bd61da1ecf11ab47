package io.fusioncache.server.engine.keyspace;

import org.jspecify.annotations.Nullable;

/** The place of one key while it is locked: what stands there, and what shall stand there. Not to be kept. */
public final class EntrySlot {
    private final Segment segment;
    private final byte[] key;
    private final int hash;
    private @Nullable Entry entry;

    EntrySlot(Segment segment, byte[] key, int hash) {
        this.segment = segment;
        this.key = key;
        this.hash = hash;
        this.entry = segment.live(key, hash);
    }

    /** {@link Keyspace#hash} of the key. */
    public int hash() {
        return hash;
    }

    /** What stands there; null when the key does not exist. */
    public @Nullable Entry entry() {
        return entry;
    }

    /** The deadline of what stands there, or {@link Entry#NEVER}. */
    public long deadline() {
        return entry == null ? Entry.NEVER : entry.deadline();
    }

    /**
     * Stores a value; a deadline that is past removes the key.
     *
     * @param value given away
     * @param deadline as {@link Entry#deadline()}
     * @throws CompositeKeyException when a composite stands there
     */
    public void put(ValueKind kind, byte[] value, long deadline) {
        entry = segment.put(key, hash, entry, kind, value, deadline);
    }

    /**
     * Puts a composite where no key is.
     *
     * @throws IllegalStateException when a key is there
     */
    public void put(CompositeEntry composite) {
        if (entry != null) {
            throw new IllegalStateException("the key exists");
        }
        segment.put(composite);
        entry = composite;
    }

    /** Removes the key, if it is there. */
    public void remove() {
        if (entry != null) {
            segment.remove(entry, ChangeReason.REMOVED);
            entry = null;
        }
    }

    /** Changes the deadline of what stands there; one that is past removes it. */
    public void deadline(long deadline) {
        Entry current = entry;
        if (current != null) {
            put(current.kind(), current.value(), deadline);
        }
    }
}
