package io.fusioncache.server.engine.keyspace;

import io.fusioncache.server.engine.memory.HeapArrays;
import org.jspecify.annotations.Nullable;

/**
 * A key with its value, as it is from one change to the next: a change makes a new entry, so that a reader needs no
 * lock and whoever holds one sees one value. Only the record of its use changes in place, and may lose an update.
 */
public class Entry {
    /** The deadline of an entry without one. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What an entry takes beside its two arrays: itself, and its share of the table. */
    private static final int FIXED_BYTES = 48;

    private static final int EXPIRING_BYTES = 8;

    /** What a watched entry takes beyond another, and its watcher, which it keeps until it changes. */
    private static final int WATCHED_BYTES = 48;

    /** A value longer than this is large, in bytes: about ten microseconds' work. */
    private static final int LARGE = 64 * 1024;

    private final int hash;

    private final byte[] key;

    private final byte[] value;
    private final long stamp;
    private int use;

    Entry(int hash, byte[] key, byte[] value, ValueKind kind, long version, int use) {
        this.hash = hash;
        this.key = key;
        this.value = value;
        this.stamp = version << ValueKind.BITS | kind.code();
        this.use = use;
    }

    /** An entry with or without a deadline and a watcher. */
    static Entry of(
            int hash,
            byte[] key,
            byte[] value,
            ValueKind kind,
            long version,
            int use,
            long deadline,
            @Nullable KeyWatcher watcher) {
        if (watcher != null) {
            return new Watched(hash, key, value, kind, version, use, deadline, watcher);
        }
        return deadline == NEVER
                ? new Entry(hash, key, value, kind, version, use)
                : new Expiring(hash, key, value, kind, version, use, deadline);
    }

    /** The key; not to be changed. */
    public final byte[] key() {
        return key;
    }

    /** The value; not to be changed. */
    public final byte[] value() {
        return value;
    }

    /** True when to copy the value takes longer than others should wait for. */
    public final boolean isLarge() {
        return value.length > LARGE;
    }

    /** The entry as it can be read: itself, or of a composite what it is put together to; null when that is nothing. */
    public @Nullable Entry readable() {
        return this;
    }

    /** What the value is. */
    public final ValueKind kind() {
        return ValueKind.of(stamp);
    }

    /** Grows with each change of this key, even when it was removed in between. */
    public final long version() {
        return stamp >>> ValueKind.BITS;
    }

    /** When it expires, in milliseconds on the key space's clock; {@link #NEVER} without a limit. */
    public final long deadline() {
        return this instanceof Expiring expiring ? expiring.deadline : NEVER;
    }

    /** True when it can expire. */
    public final boolean expires() {
        return deadline() != NEVER;
    }

    /** {@link Keyspace#hash} of the key. */
    public final int hash() {
        return hash;
    }

    /** Who is told when the key changes, as far as the entry knows, or null. */
    final @Nullable KeyWatcher watcher() {
        if (this instanceof Watched watched) {
            return watched.watcher;
        }
        return this instanceof CompositeEntry composite ? composite.ownWatcher() : null;
    }

    /** Reads what a look-up reads of it, for {@link Keyspace#touch}; a number made of that. */
    int touch() {
        byte[] text = value;
        return hash + key.length + (text.length == 0 ? 0 : text[text.length - 1]);
    }

    final int use() {
        return use;
    }

    final void use(int newUse) {
        use = newUse;
    }

    /** Bytes it is charged with. */
    public final long memory() {
        return memory(key.length, value.length, expires()) + (this instanceof Watched ? WATCHED_BYTES : 0);
    }

    /** Bytes that an entry is charged with at most: with a deadline and a watcher. */
    static long mostMemory(int keyLength, long valueLength) {
        return memory(keyLength, valueLength, true) + WATCHED_BYTES;
    }

    /** Bytes that an entry is charged with. */
    static long memory(int keyLength, long valueLength, boolean expires) {
        return FIXED_BYTES
                + (expires ? EXPIRING_BYTES : 0)
                + HeapArrays.bytes(keyLength)
                + HeapArrays.bytes(valueLength);
    }

    /** An entry with a deadline; most have none and are spared its bytes. */
    private static class Expiring extends Entry {
        private final long deadline;

        Expiring(int hash, byte[] key, byte[] value, ValueKind kind, long version, int use, long deadline) {
            super(hash, key, value, kind, version, use);
            this.deadline = deadline;
        }
    }

    /** An entry of a key that is watched, with or without a deadline. */
    private static final class Watched extends Expiring {
        private final KeyWatcher watcher;

        Watched(
                int hash,
                byte[] key,
                byte[] value,
                ValueKind kind,
                long version,
                int use,
                long deadline,
                KeyWatcher watcher) {
            super(hash, key, value, kind, version, use, deadline);
            this.watcher = watcher;
        }
    }
}
