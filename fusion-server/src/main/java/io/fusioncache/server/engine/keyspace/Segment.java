package io.fusioncache.server.engine.keyspace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One part of the key space: a hash table with its own lock, which writers take and readers don't.
 *
 * <p>Open addressing, linear probing, and the home of a key is given by the high bits of its hash. Within one array an
 * entry never moves: a change puts the new entry into the same place, a removal leaves a tombstone, and a table that is
 * too full or too empty is copied into a new array, after which the old one never changes. So a reader that has taken
 * the array finds every key that was there when it came and stayed. Because homes ascend with hashes, a position in the
 * space of hashes says what part of the table has been seen, whatever its size is by now; {@link #scan} needs no more.
 *
 * <p>Every method but {@link #find}, {@link #scan}, {@link #forEach} and {@link #sample} wants the lock held.
 */
@SuppressWarnings("ReferenceEquality") // An entry is one state of a key; which state it is, is its identity.
final class Segment extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    /** High bits of a hash that choose the segment. */
    static final int SELECTOR_BITS = 10;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Entry[].class);
    private static final Entry TOMBSTONE = new Entry(0, new byte[0], new byte[0], ValueKind.NULL, 0, 0);
    private static final int SMALLEST = 4;

    @SuppressWarnings("serial") // A lock by inheritance only, to spare an object for each of many segments.
    private final transient SharedState shared;

    private transient volatile @Nullable Entry[] table = new Entry[SMALLEST];
    private int size;
    private int occupied;
    private int expiring;
    private int evictable;
    private long bytes;
    private long uncharged;
    private long version;

    /** No entry expires before this; may be too early, never too late. */
    private volatile long earliestDeadline = Entry.NEVER;

    Segment(SharedState shared) {
        this.shared = shared;
    }

    /** Entries, those past their deadline among them. Exact under the lock. */
    int size() {
        return size;
    }

    /** Entries with a deadline. Exact under the lock. */
    int expiring() {
        return expiring;
    }

    /** Entries that eviction may take: all but composites. Exact under the lock. */
    int evictable() {
        return evictable;
    }

    /** What the entries are charged with. Exact under the lock. */
    long bytes() {
        return bytes;
    }

    /** What {@link #bytes()} has grown by since the last call; the caller charges it. */
    long takeUncharged() {
        long taken = uncharged;
        uncharged = 0;
        return taken;
    }

    boolean isDue(long now) {
        return earliestDeadline <= now;
    }

    private static int home(int hash, int length) {
        return hash << SELECTOR_BITS >>> homeShift(length);
    }

    /** What leaves of a hash, freed of its selector, the bits that number the places of a table. */
    private static int homeShift(int length) {
        return Integer.numberOfLeadingZeros(length) + 1;
    }

    private static @Nullable Entry at(@Nullable Entry[] array, int slot) {
        return (Entry) SLOTS.getAcquire(array, slot);
    }

    /** What stands where a key of that hash is looked for first, or null. Takes no lock. O(1). */
    @Nullable
    Entry atHome(int hash) {
        @Nullable Entry[] array = table;
        return at(array, home(hash, array.length));
    }

    /** The entry of a key, though it may be past its deadline. Takes no lock. O(1). */
    @Nullable
    Entry find(byte[] key, int hash) {
        @Nullable Entry[] array = table;
        int slot = home(hash, array.length);
        while (true) {
            Entry entry = at(array, slot);
            if (entry == null) {
                return null;
            }
            if (entry.hash() == hash && entry != TOMBSTONE && Arrays.equals(entry.key(), key)) {
                return entry;
            }
            slot = slot + 1 & array.length - 1;
        }
    }

    /**
     * What the search for a key with that hash meets at a step from 0 on; may be another key, or none. Takes no lock.
     */
    @Nullable
    Entry met(int hash, int step) {
        @Nullable Entry[] array = table;
        return at(array, home(hash, array.length) + step & array.length - 1);
    }

    /** The entry of a key; one past its deadline is removed first. */
    @Nullable
    Entry live(byte[] key, int hash) {
        Entry entry = find(key, hash);
        if (entry != null && shared.deadlines().isPast(entry.deadline())) {
            remove(entry, ChangeReason.EXPIRED);
            return null;
        }
        return entry;
    }

    /**
     * Puts a value in the place of what is there.
     *
     * @param before what is there now
     * @return what is there then: null when the deadline is already past
     */
    @Nullable
    Entry put(byte[] key, int hash, @Nullable Entry before, ValueKind kind, byte[] value, long deadline) {
        if (before instanceof CompositeEntry) {
            throw new CompositeKeyException(key);
        }
        if (shared.deadlines().isPast(deadline)) {
            if (before != null) {
                remove(before, ChangeReason.REMOVED);
            }
            return null;
        }
        // To write a key is to use it, as in Redis: what is written often is worth keeping.
        int use = before == null ? UseRecord.initial(shared.seconds()) : shared.used(before.use());
        byte[] kept = before == null ? key : before.key();
        Entry after = Entry.of(hash, kept, value, kind, ++version, use, deadline);
        if (before == null) {
            insert(after);
        } else {
            SLOTS.setRelease(table, slotOf(before), after);
            account(before, -1);
        }
        account(after, 1);
        if (deadline < earliestDeadline) {
            earliestDeadline = deadline;
        }
        shared.changed(kept, before, after, ChangeReason.WRITTEN);
        return after;
    }

    /** Puts a composite where nothing is. */
    void put(CompositeEntry composite) {
        insert(composite);
        account(composite, 1);
        version++;
        shared.changed(composite.key(), null, composite, ChangeReason.WRITTEN);
    }

    /** Removes an entry that is there. */
    void remove(Entry entry, ChangeReason reason) {
        SLOTS.setRelease(table, slotOf(entry), TOMBSTONE);
        account(entry, -1);
        version++;
        if (size * 8 < table.length && table.length > SMALLEST) {
            rebuild(size);
        }
        removed(entry, reason);
    }

    private void removed(Entry entry, ChangeReason reason) {
        shared.changed(entry.key(), entry, null, reason);
        if (entry instanceof CompositeEntry composite) {
            composite.gone();
        }
    }

    /** Removes everything and returns how many entries were live. */
    int clear(long now) {
        @Nullable Entry[] array = table;
        table = new Entry[SMALLEST];
        int live = 0;
        for (Entry entry : array) {
            if (entry != null && entry != TOMBSTONE) {
                boolean past = entry.deadline() <= now;
                live += past ? 0 : 1;
                account(entry, -1);
                removed(entry, past ? ChangeReason.EXPIRED : ChangeReason.CLEARED);
            }
        }
        occupied = 0;
        version++;
        earliestDeadline = Entry.NEVER;
        return live;
    }

    /** Removes what is past its deadline and returns how many that were. O(table). */
    int expire(long now) {
        List<Entry> due = new ArrayList<>();
        long earliest = Entry.NEVER;
        for (Entry entry : table) {
            if (entry != null && entry != TOMBSTONE) {
                if (entry.deadline() <= now) {
                    due.add(entry);
                } else {
                    earliest = Math.min(earliest, entry.deadline());
                }
            }
        }
        due.forEach(entry -> remove(entry, ChangeReason.EXPIRED));
        earliestDeadline = earliest;
        return due.size();
    }

    /** True when exactly this entry stands in the table. */
    boolean holds(Entry entry) {
        return find(entry.key(), entry.hash()) == entry;
    }

    private void account(Entry entry, int sign) {
        long charged = sign * entry.memory();
        bytes += charged;
        size += sign;
        expiring += entry.expires() ? sign : 0;
        evictable += entry instanceof CompositeEntry ? 0 : sign;
        uncharged += charged;
    }

    private int slotOf(Entry entry) {
        @Nullable Entry[] array = table;
        int slot = home(entry.hash(), array.length);
        while (array[slot] != entry) {
            slot = slot + 1 & array.length - 1;
        }
        return slot;
    }

    private void insert(Entry entry) {
        if ((occupied + 1) * 3 > table.length * 2) {
            rebuild(size + 1);
        }
        @Nullable Entry[] array = table;
        int slot = home(entry.hash(), array.length);
        Entry there = array[slot];
        while (there != null && there != TOMBSTONE) {
            slot = slot + 1 & array.length - 1;
            there = array[slot];
        }
        SLOTS.setRelease(array, slot, entry);
        occupied += there == null ? 1 : 0;
    }

    /**
     * Copies the table without its tombstones into one that is at most half full, so that many changes pass before the
     * next copy.
     */
    private void rebuild(int entries) {
        int length = Math.max(SMALLEST, Integer.highestOneBit(entries * 2 - 1) * 2);
        @Nullable Entry[] array = new Entry[length];
        int count = 0;
        for (Entry entry : table) {
            if (entry != null && entry != TOMBSTONE) {
                int slot = home(entry.hash(), length);
                while (array[slot] != null) {
                    slot = slot + 1 & length - 1;
                }
                array[slot] = entry;
                count++;
            }
        }
        occupied = count;
        table = array;
    }

    /** Calls for every entry. An entry that stays throughout is met at least once. Takes no lock. */
    void forEach(Consumer<Entry> visitor) {
        @Nullable Entry[] array = table;
        for (int slot = 0; slot < array.length; slot++) {
            Entry entry = at(array, slot);
            if (entry != null && entry != TOMBSTONE) {
                visitor.accept(entry);
            }
        }
    }

    /**
     * Visits the entries from a position in the space of hashes on, through about as many homes as asked for.
     *
     * @param from the position within the segment: the hash without its selector, as the high bits of an int
     * @param homes how many homes to visit, at least 1
     * @return the position to go on from; 0 when the segment has been seen to its end
     */
    int scan(int from, int homes, Consumer<Entry> visitor) {
        @Nullable Entry[] array = table;
        int length = array.length;
        int firstHome = from >>> homeShift(length);
        int endHome = (int) Math.min((long) firstHome + homes, length);
        int visited = 0;
        int slot = firstHome;
        while (visited < length) {
            Entry entry = at(array, slot);
            if (entry == null) {
                if (visited >= endHome - firstHome) {
                    break;
                }
            } else if (entry != TOMBSTONE) {
                int home = home(entry.hash(), length);
                if (home < endHome && Integer.compareUnsigned(entry.hash() << SELECTOR_BITS, from) >= 0) {
                    visitor.accept(entry);
                }
            }
            visited++;
            slot = slot + 1 & length - 1;
        }
        return endHome == length ? 0 : endHome << homeShift(length);
    }

    /** An entry at or after a place chosen by a random number, or null when there is none that suits. */
    @Nullable
    Entry sample(int random, Predicate<Entry> suits) {
        @Nullable Entry[] array = table;
        int start = random & array.length - 1;
        for (int i = 0; i < array.length; i++) {
            Entry entry = at(array, start + i & array.length - 1);
            if (entry != null && entry != TOMBSTONE && suits.test(entry)) {
                return entry;
            }
        }
        return null;
    }
}
