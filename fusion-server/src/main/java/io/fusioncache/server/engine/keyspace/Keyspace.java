package io.fusioncache.server.engine.keyspace;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys and their values. Safe for use by any number of threads; reads take no lock, a write locks the part of the key
 * space that holds its key, and what is done to one key is atomic.
 *
 * <p>Memory is charged before it is taken: a write first reserves what it may need, evicting other keys if the policy
 * says so, then changes the key, then returns what it did not need. So the account is never above its limit by more
 * than what a write could not know before.
 *
 * <p>{@link #maintain} has to be called several times a second by one thread: it moves the coarse clock on, removes
 * expired keys that nobody asks for, and makes room when the limit was lowered.
 */
public final class Keyspace {
    private static final int ROUNDING = 16;
    private static final int DRAWN_FOR_AVERAGE = 16;

    private final MemoryAccount account;
    private final SharedState shared;
    private final Segments segments;
    private final Evictor evictor;
    private final HashWalk walk;
    private final Room room;
    private final Sweeper sweeper;
    private final SeveralKeys several;

    /**
     * An empty key space.
     *
     * @param account charged with every entry
     * @param random gives 32 random bits at each call, from any thread
     */
    public Keyspace(MemoryAccount account, EvictionPolicy policy, KeyspaceClock clock, IntSupplier random) {
        this.account = account;
        this.shared = new SharedState(clock, random);
        this.segments = new Segments(shared, account, new KeyHash(wide(random), wide(random)));
        this.evictor = new Evictor(segments.all(), random);
        this.walk = new HashWalk(segments.all());
        this.room = new Room(segments, account, shared, evictor, policy);
        this.sweeper = new Sweeper(segments, shared, room);
        this.several = new SeveralKeys(segments, shared);
    }

    /** An empty key space with the system's clocks and random numbers. */
    public Keyspace(MemoryAccount account, EvictionPolicy policy) {
        this(
                account,
                policy,
                KeyspaceClock.system(),
                () -> ThreadLocalRandom.current().nextInt());
    }

    private static long wide(IntSupplier random) {
        return (long) random.getAsInt() << 32 | Integer.toUnsignedLong(random.getAsInt());
    }

    /** Turns times to live and moments into deadlines. */
    public Deadlines deadlines() {
        return shared.deadlines();
    }

    // Settings.

    /**
     * Who knows the watchers of keys; null for nobody. Asked when a key comes, and after {@link EntryGroup#watch} when
     * it changes next; then its entry knows. O(1).
     */
    public void watchers(@Nullable KeyWatchers newWatchers) {
        segments.allLocked(() -> {
            shared.watchers(newWatchers);
            return true;
        });
    }

    /** Whether watchers are told of changes; not so at first. Waits until no change is under way. O(1). */
    public void tellsWatchers(boolean tells) {
        segments.allLocked(() -> {
            shared.tellsWatchers(tells);
            return true;
        });
    }

    /** Who is asked for memory before a key is evicted; null for nobody. */
    public void reclaimable(@Nullable Reclaimable newReclaimable) {
        room.reclaimable(newReclaimable);
    }

    /** Which key goes when memory is needed. */
    public EvictionPolicy policy() {
        return room.policy();
    }

    /** Sets {@link #policy()}. */
    public void policy(EvictionPolicy newPolicy) {
        room.policy(newPolicy);
    }

    /** What has happened so far. */
    public KeyspaceCounters counters() {
        return shared.counters();
    }

    /** The account that is charged. */
    public MemoryAccount account() {
        return account;
    }

    // Reading.

    /** The entry of a key, or null; counted as a use. O(1). */
    public @Nullable Entry get(byte[] key) {
        return get(key, true);
    }

    /**
     * The entry of a key, or null; counted as a hit or a miss.
     *
     * @param use whether it counts as a use, which eviction looks at
     */
    public @Nullable Entry get(byte[] key, boolean use) {
        return get(key, segments.hash(key), use);
    }

    /** As {@link #get(byte[], boolean)}, given the hash of the key. */
    public @Nullable Entry get(byte[] key, int hashed, boolean use) {
        Entry entry = peek(key, hashed);
        if (entry == null) {
            shared.counters().miss();
            return null;
        }
        shared.counters().hit();
        if (use) {
            int before = entry.use();
            int after = shared.used(before);
            if (after != before) {
                entry.use(after);
            }
        }
        return entry;
    }

    /**
     * Reads what looking up some keys will read, so that it is in the processor's cache then. The keys are gone through
     * step by step and not one after the other: the reads of one step don't need each other's results, so that the
     * processor waits for the memory once for all of them. Of more keys than a few hundred it reads none. Changes and
     * counts nothing. O(count).
     *
     * @param keys the first of them; the rest of the array is of no meaning
     * @return a number made of what was read; whoever keeps it keeps the compiler from leaving the reads out
     */
    public int touch(byte[][] keys, int count) {
        return segments.touch(segments.hashes(keys, count));
    }

    /** As {@link #touch(byte[][], int)}, given the keys' hashes. */
    public int touch(int[] hashes) {
        return segments.touch(hashes);
    }

    /** The entry of a key, or null; not counted. O(1). */
    public @Nullable Entry peek(byte[] key) {
        return peek(key, segments.hash(key));
    }

    /**
     * The entries of several keys as they were at one moment: never half of what {@link #updateTogether} has done. Null
     * where there is none.
     */
    public @Nullable Entry[] getTogether(byte[][] keys, boolean use) {
        return several.get(keys, key -> get(key, use), this::peek);
    }

    /** True when any value is large, as {@link Entry#isLarge} says. O(1). */
    public boolean holdsLarge() {
        return shared.large() > 0;
    }

    /** True when the value of the key is large; the look-up is not counted. O(1) while no value is. */
    public boolean isLarge(byte[] key) {
        if (!holdsLarge()) {
            return false;
        }
        int hashed = segments.hash(key);
        Entry entry = segments.find(key, hashed);
        return entry != null && entry.isLarge();
    }

    /** Live keys. Removes expired ones first, so it is exact. O(1) but for what has to be removed. */
    public long size() {
        sweeper.expireDue();
        return segments.sum(Segment::size);
    }

    /** Keys as they are counted now, those among them that expired since the last {@link #maintain}. O(1). */
    public long sizeUnswept() {
        return segments.sum(Segment::size);
    }

    /** Live keys that have a deadline; as {@link #size()}. */
    public long sizeExpiring() {
        sweeper.expireDue();
        return segments.sum(Segment::expiring);
    }

    /** About how many milliseconds keys with a deadline have left, from a few drawn at random; 0 without any. */
    public long averageMillisLeft() {
        long left = 0;
        for (int i = 0; i < DRAWN_FOR_AVERAGE; i++) {
            Entry drawn = evictor.draw(Segment::expiring, Entry::expires);
            if (drawn == null) {
                return 0;
            }
            left += Math.max(0, shared.deadlines().left(drawn.deadline()));
        }
        return left / DRAWN_FOR_AVERAGE;
    }

    /** Bytes that keys and values are charged with. */
    public long bytes() {
        return segments.bytes();
    }

    /** A live entry chosen at random, or null when there is none. */
    public @Nullable Entry random() {
        sweeper.expireDue();
        return evictor.draw(Segment::size, entry -> true);
    }

    /**
     * Calls for every live entry; one that stays throughout is met exactly once unless it is removed and set again.
     * Takes no lock and sees changes made meanwhile or not. O(n).
     */
    public void forEach(Consumer<Entry> visitor) {
        segments.forEach(stillLive(visitor));
    }

    /**
     * Visits some of the entries and says where to go on. A walk from 0 until 0 comes back meets every key that is
     * there throughout, however the table grows or shrinks meanwhile; nothing is remembered between the calls.
     *
     * @param cursor 0 to begin, then what the last call returned; only the low 32 bits count
     * @param count about how many entries are wanted, at least 1; the time taken is in proportion
     * @return where to go on; 0 at the end
     */
    public long scan(long cursor, long count, Consumer<Entry> visitor) {
        return walk.step(cursor, count, stillLive(visitor));
    }

    private Consumer<Entry> stillLive(Consumer<Entry> visitor) {
        long now = shared.millis();
        return entry -> {
            if (entry.deadline() > now) {
                visitor.accept(entry);
            }
        };
    }

    /** Logarithmic count of an entry's uses, 0 to 255. */
    public int frequency(Entry entry) {
        return UseRecord.frequency(entry.use(), shared.seconds());
    }

    /** Seconds since an entry was used. */
    public int idleSeconds(Entry entry) {
        return UseRecord.idleSeconds(entry.use(), shared.seconds());
    }

    // Writing.

    /**
     * Stores a value, whatever was there.
     *
     * @param value given away
     * @param deadline {@link Entry#NEVER} for none; a past one removes the key
     * @return what was there before, or null
     * @throws MemoryLimitException when there is no room
     */
    public @Nullable Entry put(byte[] key, ValueKind kind, byte[] value, long deadline) {
        int hashed = segments.hash(key);
        long reserved = room.reserveValue(key, hashed, value.length);
        Segment segment = segments.of(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.put(kind, value, deadline);
            return before;
        } finally {
            segments.unlock(segment, reserved);
        }
    }

    /** Removes a key and returns what it was, or null. */
    public @Nullable Entry remove(byte[] key) {
        int hashed = segments.hash(key);
        Segment segment = segments.of(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.remove();
            return before;
        } finally {
            segments.unlock(segment, 0);
        }
    }

    /**
     * Changes the deadline of a key.
     *
     * @param deadline {@link Entry#NEVER} for none; a past one removes the key
     * @return what the key was before, or null
     */
    public @Nullable Entry expire(byte[] key, long deadline) {
        int hashed = segments.hash(key);
        Segment segment = segments.of(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.deadline(deadline);
            return before;
        } finally {
            segments.unlock(segment, 0);
        }
    }

    /** Renames a key, with its value and its deadline; to its own name does nothing. */
    public Renaming rename(byte[] from, byte[] to, boolean overwrite) {
        return several.rename(from, to, overwrite);
    }

    /**
     * Does something to a key that needs no more memory than is there.
     *
     * @return what the operation returns
     */
    public <R> R update(byte[] key, EntryOperation<R> operation) {
        return locked(key, segments.hash(key), 0, operation);
    }

    /**
     * Does something to a key that may need memory.
     *
     * @param valueLength the most bytes that the new value can have
     * @return what the operation returns
     * @throws MemoryLimitException when there is no room; the operation has not been called then
     */
    public <R> R update(byte[] key, long valueLength, EntryOperation<R> operation) {
        int hashed = segments.hash(key);
        return locked(key, hashed, room.reserveValue(key, hashed, valueLength), operation);
    }

    /**
     * Does something to a key for which its present value is needed: makes the value longer, or changes a part of it.
     *
     * @param need says what that takes, given what stands there; asked again when that has changed meanwhile
     * @return what the operation returns
     * @throws MemoryLimitException when there is no room; the operation has not been called then
     */
    public <R> R change(byte[] key, MemoryNeed need, EntryOperation<R> operation) {
        int hashed = segments.hash(key);
        Entry before = peek(key, hashed);
        while (true) {
            long reserved = Entry.mostMemory(key.length, 0) + need.bytes(before);
            room.reserve(reserved, Integer.toUnsignedLong(hashed), before == null ? 0 : before.memory());
            Segment segment = segments.of(hashed);
            segment.lock();
            try {
                EntrySlot slot = new EntrySlot(segment, key, hashed);
                SeveralKeys.refuseComposite(slot.entry());
                if (isSame(before, slot.entry()) || fits(need.bytes(slot.entry()), key, reserved)) {
                    return operation.apply(slot);
                }
                before = slot.entry();
            } finally {
                segments.unlock(segment, reserved);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // An entry is one state of a key.
    private static boolean isSame(@Nullable Entry one, @Nullable Entry other) {
        return one == other;
    }

    private static boolean fits(long need, byte[] key, long reserved) {
        return Entry.mostMemory(key.length, 0) + need <= reserved;
    }

    private <R> R locked(byte[] key, int hashed, long reserved, EntryOperation<R> operation) {
        Segment segment = segments.of(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            SeveralKeys.refuseComposite(slot.entry());
            return operation.apply(slot);
        } finally {
            segments.unlock(segment, reserved);
        }
    }

    /**
     * Does something to several keys at once: nobody changes one of them meanwhile, and {@link #getTogether} sees all
     * of it or nothing.
     *
     * @param valueLengths the most bytes that the new values can have, all together
     * @throws MemoryLimitException when there is no room; the operation has not been called then
     */
    public <R> R updateTogether(byte[][] keys, long valueLengths, Function<EntryGroup, R> operation) {
        long wanted = valueLengths;
        for (byte[] key : keys) {
            wanted += valueLengths == 0 ? 0 : Entry.mostMemory(key.length, ROUNDING);
        }
        if (wanted > 0) {
            room.reserve(wanted, -1);
        }
        return several.update(keys, wanted, operation);
    }

    /**
     * Does something while no change of any of some keys is under way. It may put a composite, and look at the others.
     *
     * @param hashes {@link #hash} of each of the keys
     * @param reserved bytes that were charged beforehand, which are given back in the end
     */
    public <R> R composing(int[] hashes, long reserved, Function<EntryGroup, R> operation) {
        return several.composing(hashes, reserved, operation);
    }

    /** The hash of a key, the same as long as this key space lives. O(length). */
    public int hash(byte[] key) {
        return segments.hash(key);
    }

    /** The entry of a key, given its hash, or null; not counted. O(1). */
    public @Nullable Entry peek(byte[] key, int hashed) {
        Entry entry = segments.find(key, hashed);
        if (entry == null || !shared.deadlines().isPast(entry.deadline())) {
            return entry;
        }
        sweeper.removeExpired(entry);
        return null;
    }

    /** Removes every key at one moment and returns how many there were. O(n). */
    public long clear() {
        return several.clear();
    }

    /**
     * Charges the account for something that is no key, evicting keys if the policy says so. The account's own release
     * gives it back.
     *
     * @return false when there is no room; nothing is charged then, though some keys may be gone
     */
    public boolean tryCharge(long bytes) {
        try {
            room.reserve(bytes, -1);
            return true;
        } catch (MemoryLimitException full) {
            return false;
        }
    }

    // Growing old.

    /**
     * Moves the coarse clock on, evicts while the account is above its limit, and removes expired keys.
     *
     * @param budgetMillis about how long it may take; what is left is done by the next call
     */
    public void maintain(long budgetMillis) {
        sweeper.maintain(budgetMillis);
    }

    /** What the account should hold for the keys, counted anew. For tests. O(n). */
    List<Entry> everything() {
        List<Entry> entries = new ArrayList<>();
        segments.forEach(entries::add);
        return entries;
    }
}
