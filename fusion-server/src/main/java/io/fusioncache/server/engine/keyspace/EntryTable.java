package io.fusioncache.server.engine.keyspace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hash table of one {@link Segment}: open addressing, linear probing, and the home of a key is given by the high
 * bits of its hash after those that chose the segment. An entry never moves: a change puts the new entry into the same
 * place, and a removal leaves a tombstone. One thread changes it at a time; any number read meanwhile without waiting.
 *
 * <p>Beside each entry stands a tag, the low seven bits of its hash, in an array of its own: a search that passes the
 * place of another key need not fetch that entry from memory, which is what a search mostly waits for. A tag is written
 * before its entry and read after it. When the place of a removed entry is taken meanwhile, a reader may pass the old
 * one by; its key was gone by then.
 *
 * <p>The eighth bit of a tag is a mark: it says that the key may have got a watcher that its entry does not know, so
 * that a key can be marked without fetching any entry.
 */
@SuppressWarnings("ReferenceEquality") // An entry is one state of a key; which state it is, is its identity.
final class EntryTable {
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Entry[].class);
    private static final Entry TOMBSTONE = new Entry(0, new byte[0], new byte[0], ValueKind.NULL, 0, 0);

    private static final int TAG = 0x7f;
    private static final int MARK = 0x80;

    private final @Nullable Entry[] entries;
    private final byte[] tags;

    /**
     * Kept here rather than found from the length, which would have to be fetched before the place of a key is known.
     */
    private final int homeShift;

    /** @param length a power of two */
    EntryTable(int length) {
        this.entries = new Entry[length];
        this.tags = new byte[length];
        this.homeShift = homeShift(length);
    }

    int length() {
        return entries.length;
    }

    /** What leaves of a hash, freed of its selector, the bits that number the places of a table. */
    static int homeShift(int length) {
        return Integer.numberOfLeadingZeros(length) + 1;
    }

    /** Where the search for a key with that hash begins. */
    int home(int hash) {
        return hash << Segment.SELECTOR_BITS >>> homeShift;
    }

    /** The place after that one; after the last comes the first. */
    int next(int slot) {
        return slot + 1 & entries.length - 1;
    }

    /** True when no entry has been in that place since the table was made: where searches end. */
    boolean isUntouched(int slot) {
        return SLOTS.getAcquire(entries, slot) == null;
    }

    /** The entry in that place, or null. */
    @Nullable
    Entry at(int slot) {
        Entry entry = (Entry) SLOTS.getAcquire(entries, slot);
        return entry == TOMBSTONE ? null : entry;
    }

    /** The entry of a key, though it may be past its deadline, or null. O(1). */
    @Nullable
    Entry find(byte[] key, int hash) {
        int slot = home(hash);
        while (true) {
            Entry entry = (Entry) SLOTS.getAcquire(entries, slot);
            if (entry == null) {
                return null;
            }
            if (hasTag(slot, hash) && entry.hash() == hash && entry != TOMBSTONE && Arrays.equals(entry.key(), key)) {
                return entry;
            }
            slot = next(slot);
        }
    }

    /**
     * The first entry that the search for a key with that hash has to look at, or null: mostly that key's own. Looks at
     * no entry itself.
     */
    @Nullable
    Entry candidate(int hash) {
        int slot = home(hash);
        while (true) {
            Entry entry = (Entry) SLOTS.getAcquire(entries, slot);
            if (entry == null || hasTag(slot, hash)) {
                return entry;
            }
            slot = next(slot);
        }
    }

    private boolean hasTag(int slot, int hash) {
        return ((tags[slot] ^ hash) & TAG) == 0;
    }

    /** Marks the entry of a key, if it is there, and perhaps others. Looks at no entry itself. */
    void mark(int hash) {
        for (int slot = home(hash); entries[slot] != null; slot = next(slot)) {
            if (hasTag(slot, hash)) {
                tags[slot] |= (byte) MARK;
            }
        }
    }

    /** Reads what {@link #mark} reads first; a number made of that. */
    int touch(int hash) {
        int slot = home(hash);
        return tags[slot] + (entries[slot] == null ? 0 : 1);
    }

    /** True when the entry in that place is marked. */
    boolean isMarked(int slot) {
        return (tags[slot] & MARK) != 0;
    }

    /** Puts another state of a key into its place, or the first one into a place that is free; not marked. */
    void put(int slot, Entry entry) {
        tags[slot] = (byte) (entry.hash() & TAG);
        SLOTS.setRelease(entries, slot, entry);
    }

    /** Puts an entry into a free place, marked as it is in another table. */
    void copy(EntryTable from, int place, Entry entry) {
        int slot = freeSlot(entry.hash());
        put(slot, entry);
        tags[slot] = from.tags[place];
    }

    /** Frees a place. */
    void remove(int slot) {
        SLOTS.setRelease(entries, slot, TOMBSTONE);
    }

    /** Where an entry stands that is there. */
    int slotOf(Entry entry) {
        int slot = home(entry.hash());
        while (entries[slot] != entry) {
            slot = next(slot);
        }
        return slot;
    }

    /** The place for an entry whose key is not there. */
    int freeSlot(int hash) {
        int slot = home(hash);
        while (at(slot) != null) {
            slot = next(slot);
        }
        return slot;
    }
}
