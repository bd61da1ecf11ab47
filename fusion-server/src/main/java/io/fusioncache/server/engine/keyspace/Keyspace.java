package io.fusioncache.server.engine.keyspace;

import io.fusioncache.server.engine.memory.MemoryAccount;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
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
    private static final int SEGMENTS = 1 << Segment.SELECTOR_BITS;
    private static final int ROUNDING = 16;
    private static final int SEGMENT_SHIFT = 32 - Segment.SELECTOR_BITS;

    private final Segment[] segments = new Segment[SEGMENTS];
    private final MemoryAccount account;
    private final KeyspaceClock clock;
    private final IntSupplier random;
    private final Deadlines deadlines;
    private final KeyHash hash;
    private final KeyspaceCounters counters = new KeyspaceCounters();
    private final Evictor evictor;
    private final HashWalk walk;
    private final TogetherMarks marks = new TogetherMarks();
    private volatile EvictionPolicy policy;
    private volatile @Nullable KeyspaceListener listener;
    private volatile @Nullable Reclaimable reclaimable;
    private volatile int seconds;
    private int nextSweep;

    /**
     * An empty key space.
     *
     * @param account charged with every entry
     * @param random gives 32 random bits at each call, from any thread
     */
    public Keyspace(MemoryAccount account, EvictionPolicy policy, KeyspaceClock clock, IntSupplier random) {
        this.account = account;
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.deadlines = new Deadlines(clock);
        this.hash = new KeyHash(wide(random), wide(random));
        this.seconds = (int) (clock.millis() / 1000);
        Arrays.setAll(segments, index -> new Segment(this));
        this.evictor = new Evictor(segments, random);
        this.walk = new HashWalk(segments);
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
        return deadlines;
    }

    int seconds() {
        return seconds;
    }

    /** Every change of every key passes here, under the lock of its segment. */
    void changed(byte[] key, @Nullable Entry before, @Nullable Entry after, ChangeReason reason) {
        counters.gone(reason);
        KeyspaceListener heard = listener;
        if (heard != null) {
            heard.changed(key, before, after, reason);
        }
    }

    // Settings.

    /**
     * Who hears of changes; null for nobody, which costs nothing. Waits until no change is under way, so every change
     * is heard either by the former one or by the new one. O(1).
     */
    public void listener(@Nullable KeyspaceListener newListener) {
        locked(allSegments(), 0, () -> {
            listener = newListener;
            return true;
        });
    }

    /** Who is asked for memory before a key is evicted; null for nobody. */
    public void reclaimable(@Nullable Reclaimable newReclaimable) {
        reclaimable = newReclaimable;
    }

    /** Which key goes when memory is needed. */
    public EvictionPolicy policy() {
        return policy;
    }

    /** Sets {@link #policy()}. */
    public void policy(EvictionPolicy newPolicy) {
        policy = newPolicy;
    }

    /** What has happened so far. */
    public KeyspaceCounters counters() {
        return counters;
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
        return get(key, hash.of(key), use);
    }

    /** As {@link #get(byte[], boolean)}, given the hash of the key. */
    public @Nullable Entry get(byte[] key, int hashed, boolean use) {
        Entry entry = peek(key, hashed);
        if (entry == null) {
            counters.miss();
            return null;
        }
        counters.hit();
        if (use) {
            int before = entry.use();
            int after = UseRecord.used(before, seconds, random.getAsInt());
            if (after != before) {
                entry.use(after);
            }
        }
        return entry;
    }

    /** The entry of a key, or null; not counted. O(1). */
    public @Nullable Entry peek(byte[] key) {
        return peek(key, hash.of(key));
    }

    /** Removes an entry past its deadline, unless a writer is at work beside it: then the next one does it. */
    private void removeExpired(Segment segment, Entry entry) {
        if (segment.tryLock()) {
            try {
                if (segment.holds(entry)) {
                    segment.remove(entry, ChangeReason.EXPIRED);
                }
            } finally {
                unlock(segment, 0);
            }
        }
    }

    /**
     * The entries of several keys as they were at one moment: never half of what {@link #updateTogether} has done. Null
     * where there is none.
     */
    public @Nullable Entry[] getTogether(byte[][] keys, boolean use) {
        @Nullable Entry[] entries = new Entry[keys.length];
        long before = marks.begun();
        boolean quiet = marks.ended() == before;
        for (int i = 0; i < keys.length; i++) {
            entries[i] = get(keys[i], use);
        }
        if (!quiet || marks.begun() != before) {
            locked(segmentsOf(keys), 0, () -> {
                for (int i = 0; i < keys.length; i++) {
                    entries[i] = peek(keys[i]);
                }
                return entries;
            });
        }
        return entries;
    }

    /** Live keys. Removes expired ones first, so it is exact. O(1) but for what has to be removed. */
    public long size() {
        expireDue();
        return count(Segment::size);
    }

    /** Live keys that have a deadline; as {@link #size()}. */
    public long sizeExpiring() {
        expireDue();
        return count(Segment::expiring);
    }

    private long count(ToIntFunction<Segment> part) {
        return Arrays.stream(segments).mapToLong(part::applyAsInt).sum();
    }

    /** Bytes that keys and values are charged with. */
    public long bytes() {
        return Arrays.stream(segments).mapToLong(Segment::bytes).sum();
    }

    /** A live entry chosen at random, or null when there is none. */
    public @Nullable Entry random() {
        expireDue();
        return evictor.draw(false, entry -> true);
    }

    /**
     * Calls for every live entry; one that stays throughout is met exactly once unless it is removed and set again.
     * Takes no lock and sees changes made meanwhile or not. O(n).
     */
    public void forEach(Consumer<Entry> visitor) {
        long now = clock.millis();
        for (Segment segment : segments) {
            segment.forEach(entry -> {
                if (entry.deadline() > now) {
                    visitor.accept(entry);
                }
            });
        }
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
        long now = clock.millis();
        return walk.step(cursor, count, entry -> {
            if (entry.deadline() > now) {
                visitor.accept(entry);
            }
        });
    }

    /** Logarithmic count of an entry's uses, 0 to 255. */
    public int frequency(Entry entry) {
        return UseRecord.frequency(entry.use(), seconds);
    }

    /** Seconds since an entry was used. */
    public int idleSeconds(Entry entry) {
        return UseRecord.idleSeconds(entry.use(), seconds);
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
        int hashed = hash.of(key);
        long reserved = reserve(key, hashed, value.length);
        Segment segment = segment(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.put(kind, value, deadline);
            return before;
        } finally {
            unlock(segment, reserved);
        }
    }

    /** Removes a key and returns what it was, or null. */
    public @Nullable Entry remove(byte[] key) {
        int hashed = hash.of(key);
        Segment segment = segment(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.remove();
            return before;
        } finally {
            unlock(segment, 0);
        }
    }

    /**
     * Changes the deadline of a key.
     *
     * @param deadline {@link Entry#NEVER} for none; a past one removes the key
     * @return what the key was before, or null
     */
    public @Nullable Entry expire(byte[] key, long deadline) {
        int hashed = hash.of(key);
        Segment segment = segment(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            Entry before = slot.entry();
            slot.deadline(deadline);
            return before;
        } finally {
            unlock(segment, 0);
        }
    }

    /** What became of a renaming. */
    public enum Renaming {
        /** The key has its new name. */
        DONE,
        /** There was no such key. */
        ABSENT,
        /** The new name was taken, and was not to be overwritten. */
        TAKEN
    }

    /** Renames a key, with its value and its deadline; to its own name does nothing. */
    public Renaming rename(byte[] from, byte[] to, boolean overwrite) {
        return updateTogether(new byte[][] {from, to}, 0, group -> {
            EntrySlot source = group.open(from);
            Entry moved = source.entry();
            if (moved == null) {
                return Renaming.ABSENT;
            }
            EntrySlot target = group.open(to);
            if (!overwrite && target.entry() != null) {
                return Renaming.TAKEN;
            }
            if (!Arrays.equals(from, to)) {
                source.remove();
                target.put(moved.kind(), moved.value(), moved.deadline());
            }
            return Renaming.DONE;
        });
    }

    /**
     * Does something to a key that needs no more memory than is there.
     *
     * @return what the operation returns
     */
    public <R> R update(byte[] key, EntryOperation<R> operation) {
        return locked(key, hash.of(key), 0, operation);
    }

    /**
     * Does something to a key that may need memory.
     *
     * @param valueLength the most bytes that the new value can have
     * @return what the operation returns
     * @throws MemoryLimitException when there is no room; the operation has not been called then
     */
    public <R> R update(byte[] key, long valueLength, EntryOperation<R> operation) {
        int hashed = hash.of(key);
        return locked(key, hashed, reserve(key, hashed, valueLength), operation);
    }

    /**
     * Does something to a key that may make its value longer.
     *
     * @param added the most bytes that the new value can have beyond the old one, or beyond nothing
     * @return what the operation returns
     * @throws MemoryLimitException when there is no room; the operation has not been called then
     */
    public <R> R extend(byte[] key, long added, EntryOperation<R> operation) {
        int hashed = hash.of(key);
        Entry before = segment(hashed).find(key, hashed);
        long wanted = before == null ? Entry.memory(key.length, added, true) : added + ROUNDING;
        if (!account.tryCharge(wanted)) {
            reserve(wanted, Integer.toUnsignedLong(hashed));
        }
        return locked(key, hashed, wanted, operation);
    }

    private <R> R locked(byte[] key, int hashed, long reserved, EntryOperation<R> operation) {
        Segment segment = segment(hashed);
        segment.lock();
        try {
            EntrySlot slot = new EntrySlot(segment, key, hashed);
            refuseComposite(slot.entry());
            return operation.apply(slot);
        } finally {
            unlock(segment, reserved);
        }
    }

    /** Charges what has become of the segment, less what was reserved for it, and unlocks it. */
    private void unlock(Segment segment, long reserved) {
        long owed = segment.takeUncharged() - reserved;
        if (owed != 0) {
            account.charge(owed);
        }
        segment.unlock();
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
            wanted += valueLengths == 0 ? 0 : Entry.memory(key.length, ROUNDING, true);
        }
        if (wanted > 0 && !account.tryCharge(wanted)) {
            reserve(wanted, -1);
        }
        return locked(segmentsOf(keys), wanted, () -> {
            for (byte[] key : keys) {
                refuseComposite(find(key));
            }
            marks.begin();
            try {
                return operation.apply(this::open);
            } finally {
                marks.end();
            }
        });
    }

    /**
     * Does something while no change of any of the keys is under way. It may put a composite, and look at the others.
     */
    public <R> R composing(byte[][] keys, Function<EntryGroup, R> operation) {
        return locked(segmentsOf(keys), 0, () -> operation.apply(this::open));
    }

    private EntrySlot open(byte[] key) {
        int hashed = hash.of(key);
        return new EntrySlot(segment(hashed), key, hashed);
    }

    private @Nullable Entry find(byte[] key) {
        int hashed = hash.of(key);
        return segment(hashed).find(key, hashed);
    }

    private static void refuseComposite(@Nullable Entry entry) {
        if (entry instanceof CompositeEntry) {
            throw new CompositeKeyException(entry.key());
        }
    }

    /** The hash of a key, the same as long as this key space lives. O(length). */
    public int hash(byte[] key) {
        return hash.of(key);
    }

    /** The entry of a key, given its hash, or null; not counted. O(1). */
    public @Nullable Entry peek(byte[] key, int hashed) {
        Segment segment = segment(hashed);
        Entry entry = segment.find(key, hashed);
        if (entry == null || !deadlines.isPast(entry.deadline())) {
            return entry;
        }
        removeExpired(segment, entry);
        return null;
    }

    private int[] segmentsOf(byte[][] keys) {
        return Arrays.stream(keys)
                .mapToInt(key -> hash.of(key) >>> SEGMENT_SHIFT)
                .sorted()
                .distinct()
                .toArray();
    }

    /** Runs something while segments are locked, which are given in ascending order so that no two wait in a ring. */
    private <R> R locked(int[] order, long reserved, Supplier<R> action) {
        for (int index : order) {
            segments[index].lock();
        }
        try {
            return action.get();
        } finally {
            long prepaid = reserved;
            for (int index : order) {
                unlock(segments[index], prepaid);
                prepaid = 0;
            }
        }
    }

    /** Removes every key at one moment and returns how many there were. O(n). */
    public long clear() {
        return locked(allSegments(), 0, () -> {
            marks.begin();
            try {
                long now = clock.millis();
                return Arrays.stream(segments)
                        .mapToLong(segment -> segment.clear(now))
                        .sum();
            } finally {
                marks.end();
            }
        });
    }

    private static int[] allSegments() {
        return IntStream.range(0, SEGMENTS).toArray();
    }

    private Segment segment(int hashed) {
        return segments[hashed >>> SEGMENT_SHIFT];
    }

    // Making room.

    /** Charges what a new value of a key can need beyond the old one, and returns how much that is. */
    private long reserve(byte[] key, int hashed, long valueLength) {
        long wanted = Entry.memory(key.length, valueLength, true);
        if (!account.tryCharge(wanted)) {
            Entry before = segment(hashed).find(key, hashed);
            wanted = Math.max(0, wanted - (before == null ? 0 : before.memory()));
            reserve(wanted, Integer.toUnsignedLong(hashed));
        }
        return wanted;
    }

    /**
     * Charges the bytes, evicting as many keys as that takes.
     *
     * @param spared the hash of the key they are for, or -1
     * @throws MemoryLimitException when that can't be done; then nothing is charged
     */
    private void reserve(long wanted, long spared) {
        while (!account.tryCharge(wanted)) {
            if (!isWithinReach(wanted) || !evictOne(spared)) {
                throw new MemoryLimitException();
            }
        }
    }

    /** False when so many bytes are not free though nothing but what others charge were left. */
    private boolean isWithinReach(long wanted) {
        Reclaimable first = reclaimable;
        long others = account.used() - bytes() - (first == null ? 0 : first.reclaimableBytes());
        return wanted + Math.max(others, 0) <= account.limit();
    }

    /**
     * Charges the account for something that is no key, evicting keys if the policy says so. The account's own release
     * gives it back.
     *
     * @return false when there is no room; nothing is charged then, though some keys may be gone
     */
    public boolean tryCharge(long bytes) {
        try {
            reserve(bytes, -1);
            return true;
        } catch (MemoryLimitException full) {
            return false;
        }
    }

    /** Frees some memory, by evicting one key if it must be; false when there is none that may go. */
    private boolean evictOne(long spared) {
        Reclaimable first = reclaimable;
        if (first != null && first.reclaim()) {
            return true;
        }
        if (policy == EvictionPolicy.NOEVICTION) {
            return false;
        }
        Entry victim = evictor.choose(policy, seconds, spared);
        if (victim == null) {
            return false;
        }
        Segment segment = segment(victim.hash());
        segment.lock();
        try {
            if (segment.holds(victim)) {
                boolean past = deadlines.isPast(victim.deadline());
                segment.remove(victim, past ? ChangeReason.EXPIRED : ChangeReason.EVICTED);
            }
        } finally {
            unlock(segment, 0);
        }
        return true;
    }

    // Growing old.

    /**
     * Moves the coarse clock on, evicts while the account is above its limit, and removes expired keys.
     *
     * @param budgetMillis about how long it may take; what is left is done by the next call
     */
    public synchronized void maintain(long budgetMillis) {
        long began = clock.millis();
        seconds = (int) (began / 1000);
        while (account.used() > account.limit() && evictOne(-1)) {
            if (clock.millis() - began >= budgetMillis) {
                return;
            }
        }
        for (int i = 0; i < SEGMENTS && clock.millis() - began < Math.max(budgetMillis, 1); i++) {
            expire(segments[nextSweep], began);
            nextSweep = nextSweep + 1 & SEGMENTS - 1;
        }
    }

    private void expireDue() {
        long now = clock.millis();
        for (Segment segment : segments) {
            expire(segment, now);
        }
    }

    private void expire(Segment segment, long now) {
        if (segment.isDue(now)) {
            segment.lock();
            try {
                segment.expire(now);
            } finally {
                unlock(segment, 0);
            }
        }
    }

    /** What the account should hold for the keys, counted anew. For tests. O(n). */
    List<Entry> everything() {
        List<Entry> entries = new ArrayList<>();
        for (Segment segment : segments) {
            segment.forEach(entries::add);
        }
        return entries;
    }
}
