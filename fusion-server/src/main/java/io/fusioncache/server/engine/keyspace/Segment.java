package io.fusioncache.server.engine.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One part of the key space: a hash table with its own lock, which writers take and readers don't.
 *
 * <p>Within one {@link EntryTable} an entry never moves, and a table that is too full or too empty is copied into a new
 * one, after which the old one never changes. So a reader that has taken the table finds every key that was there when
 * it came and stayed. Because homes ascend with hashes, a position in the space of hashes says what part of the table
 * has been seen, whatever its size is by now; {@link #scan} needs no more.
 *
 * <p>Every method but {@link #scan}, {@link #forEach} and {@link #sample} wants the lock held. {@link Segments} looks
 * keys up without coming here.
 */
@SuppressWarnings("ReferenceEquality") // An entry is one state of a key; which state it is, is its identity.
final class Segment extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    /**
     * High bits of a hash that choose the segment. Each segment has a few objects that every look-up in it goes
     * through: with 256 of them these stay in a processor's cache beside the entries, with 1,024 they didn't; and 256
     * are still far more than threads that write at one moment.
     */
    static final int SELECTOR_BITS = 8;

    /** The length of a table at least, and at first. */
    static final int SMALLEST = 4;

    @SuppressWarnings("serial") // A lock by inheritance only, to spare an object for each of many segments.
    private final transient SharedState shared;

    private final transient EntryTables tables;

    private final int index;
    private int size;
    private int occupied;
    private int expiring;
    private int evictable;
    private long bytes;
    private long uncharged;
    private long version;

    /** No entry expires before this; may be too early, never too late. */
    private volatile long earliestDeadline = Entry.NEVER;

    /**
     * An empty segment.
     *
     * @param index its place among the tables, where an empty one stands
     */
    Segment(SharedState shared, EntryTables tables, int index) {
        this.shared = shared;
        this.tables = tables;
        this.index = index;
    }

    private EntryTable table() {
        return tables.get(index);
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

    /** The entry of a key; one past its deadline is removed first. */
    @Nullable
    Entry live(byte[] key, int hash) {
        Entry entry = table().find(key, hash);
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
        EntryTable table = table();
        int slot = before == null ? -1 : table.slotOf(before);
        KeyWatcher watcher = before == null ? shared.watcherOf(key, hash) : watcherOf(table, slot, before);
        boolean stays = watcher != null && !watcher.isGone();
        Entry after = Entry.of(hash, kept, value, kind, ++version, use, deadline, stays ? watcher : null);
        if (before == null) {
            insert(after);
        } else {
            table.put(slot, after);
            account(before, -1);
        }
        account(after, 1);
        if (deadline < earliestDeadline) {
            earliestDeadline = deadline;
        }
        shared.changed(watcher, kept, before, after, ChangeReason.WRITTEN);
        return after;
    }

    /** A key with that hash has got a watcher: it is asked for when the key changes next. Looks at no entry itself. */
    void watch(int hash) {
        table().mark(hash);
    }

    private @Nullable KeyWatcher watcherOf(EntryTable table, int slot, Entry entry) {
        return table.isMarked(slot) ? shared.watcherOf(entry.key(), entry.hash()) : entry.watcher();
    }

    /** Puts a composite where nothing is. */
    void put(CompositeEntry composite) {
        insert(composite);
        account(composite, 1);
        version++;
        shared.changed(composite.watcher(), composite.key(), null, composite, ChangeReason.WRITTEN);
    }

    /** Removes an entry that is there. */
    void remove(Entry entry, ChangeReason reason) {
        EntryTable table = table();
        int slot = table.slotOf(entry);
        KeyWatcher watcher = watcherOf(table, slot, entry);
        table.remove(slot);
        account(entry, -1);
        version++;
        if (size * 8 < table.length() && table.length() > SMALLEST) {
            rebuild(size);
        }
        removed(entry, watcher, reason);
    }

    private void removed(Entry entry, @Nullable KeyWatcher watcher, ChangeReason reason) {
        shared.changed(watcher, entry.key(), entry, null, reason);
        if (entry instanceof CompositeEntry composite) {
            composite.gone();
        }
    }

    /** Removes everything and returns how many entries were live. */
    int clear(long now) {
        EntryTable cleared = table();
        tables.set(index, new EntryTable(SMALLEST));
        int live = 0;
        for (int slot = 0; slot < cleared.length(); slot++) {
            Entry entry = cleared.at(slot);
            if (entry != null) {
                boolean past = entry.deadline() <= now;
                live += past ? 0 : 1;
                account(entry, -1);
                KeyWatcher watcher = watcherOf(cleared, slot, entry);
                removed(entry, watcher, past ? ChangeReason.EXPIRED : ChangeReason.CLEARED);
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
        EntryTable all = table();
        for (int slot = 0; slot < all.length(); slot++) {
            Entry entry = all.at(slot);
            if (entry != null) {
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
        return table().find(entry.key(), entry.hash()) == entry;
    }

    private void account(Entry entry, int sign) {
        long charged = sign * entry.memory();
        bytes += charged;
        size += sign;
        expiring += entry.expires() ? sign : 0;
        evictable += entry instanceof CompositeEntry ? 0 : sign;
        uncharged += charged;
        if (entry.isLarge()) {
            shared.large(sign);
        }
    }

    private void insert(Entry entry) {
        if ((occupied + 1) * 3 > table().length() * 2) {
            rebuild(size + 1);
        }
        EntryTable table = table();
        int slot = table.freeSlot(entry.hash());
        occupied += table.isUntouched(slot) ? 1 : 0;
        table.put(slot, entry);
    }

    /**
     * Copies the table without its tombstones into one that is at most half full, so that many changes pass before the
     * next copy.
     */
    private void rebuild(int entries) {
        EntryTable copy = new EntryTable(Math.max(SMALLEST, Integer.highestOneBit(entries * 2 - 1) * 2));
        int count = 0;
        EntryTable all = table();
        for (int slot = 0; slot < all.length(); slot++) {
            Entry entry = all.at(slot);
            if (entry != null) {
                copy.copy(all, slot, entry);
                count++;
            }
        }
        occupied = count;
        tables.set(index, copy);
    }

    /** Calls for every entry. An entry that stays throughout is met at least once. Takes no lock. */
    void forEach(Consumer<Entry> visitor) {
        EntryTable all = table();
        for (int slot = 0; slot < all.length(); slot++) {
            Entry entry = all.at(slot);
            if (entry != null) {
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
        EntryTable all = table();
        int length = all.length();
        int firstHome = from >>> EntryTable.homeShift(length);
        int endHome = (int) Math.min((long) firstHome + homes, length);
        int visited = 0;
        int slot = firstHome;
        while (visited < length) {
            Entry entry = all.at(slot);
            if (entry == null) {
                if (visited >= endHome - firstHome && all.isUntouched(slot)) {
                    break;
                }
            } else if (all.home(entry.hash()) < endHome
                    && Integer.compareUnsigned(entry.hash() << SELECTOR_BITS, from) >= 0) {
                visitor.accept(entry);
            }
            visited++;
            slot = all.next(slot);
        }
        return endHome == length ? 0 : endHome << EntryTable.homeShift(length);
    }

    /** An entry at or after a place chosen by a random number, or null when there is none that suits. */
    @Nullable
    Entry sample(int random, Predicate<Entry> suits) {
        EntryTable all = table();
        int slot = random & all.length() - 1;
        for (int i = 0; i < all.length(); i++) {
            Entry entry = all.at(slot);
            if (entry != null && suits.test(entry)) {
                return entry;
            }
            slot = all.next(slot);
        }
        return null;
    }
}
