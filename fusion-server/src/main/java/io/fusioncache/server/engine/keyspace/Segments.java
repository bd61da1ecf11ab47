package io.fusioncache.server.engine.keyspace;

import io.fusioncache.server.engine.memory.MemoryAccount;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parts of a key space: which one holds a key, and how one or several of them are locked and paid for. */
final class Segments implements EntryGroup {
    private static final int COUNT = 1 << Segment.SELECTOR_BITS;
    /** Of more keys the first would be out of the processor's caches again when their turn comes. */
    private static final int MOST_TOUCHED = 256;

    private static final int SHIFT = 32 - Segment.SELECTOR_BITS;

    private final EntryTables tables = new EntryTables(COUNT, Segment.SMALLEST);
    private final Segment[] segments = new Segment[COUNT];
    private final MemoryAccount account;
    private final KeyHash hash;

    /** Where the result of looking goes, so that it is not left out as useless. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    Segments(SharedState shared, MemoryAccount account, KeyHash hash) {
        this.account = account;
        this.hash = hash;
        Arrays.setAll(segments, index -> new Segment(shared, tables, index));
    }

    /** All of them, in the order of the hashes; not to be changed. */
    Segment[] all() {
        return segments;
    }

    /** The one that holds keys of that hash. */
    Segment of(int hashed) {
        return segments[hashed >>> SHIFT];
    }

    /** The hash of a key. */
    int hash(byte[] key) {
        return hash.of(key);
    }

    /** The entry of a key, though it may be past its deadline. */
    @Nullable
    Entry find(byte[] key) {
        return find(key, hash.of(key));
    }

    /** The entry of a key with that hash, though it may be past its deadline. Takes no lock. O(1). */
    @Nullable
    Entry find(byte[] key, int hashed) {
        return tables.get(hashed >>> SHIFT).find(key, hashed);
    }

    /** The place of a key whose segment is locked. */
    @Override
    public EntrySlot open(byte[] key) {
        return open(key, hash.of(key));
    }

    @Override
    public EntrySlot open(byte[] key, int hashed) {
        return new EntrySlot(of(hashed), key, hashed);
    }

    @Override
    public void watch(int hashed) {
        of(hashed).watch(hashed);
    }

    @Override
    public int touch(int hashed) {
        return tables.get(hashed >>> SHIFT).touch(hashed);
    }

    long sum(ToIntFunction<Segment> part) {
        return Arrays.stream(segments).mapToLong(part::applyAsInt).sum();
    }

    /** Bytes that all entries are charged with. */
    long bytes() {
        return Arrays.stream(segments).mapToLong(Segment::bytes).sum();
    }

    void forEach(Consumer<Entry> visitor) {
        for (Segment segment : segments) {
            segment.forEach(visitor);
        }
    }

    /** Charges what has become of a segment, less what was reserved for it, and unlocks it. */
    void unlock(Segment segment, long reserved) {
        long owed = segment.takeUncharged() - reserved;
        if (owed != 0) {
            account.charge(owed);
        }
        segment.unlock();
    }

    /** Runs something that looks all of some keys up, which are touched beforehand, while their segments are locked. */
    <R> R locked(byte[][] keys, long reserved, Supplier<R> action) {
        int[] order = hashes(keys, keys.length);
        if (keys.length > 1) {
            touched = touch(order);
        }
        return lockedInPlace(order, reserved, action);
    }

    /** Runs something while the segments of the keys with these hashes are locked. */
    <R> R locked(int[] hashes, long reserved, Supplier<R> action) {
        return lockedInPlace(hashes.clone(), reserved, action);
    }

    private <R> R lockedInPlace(int[] order, long reserved, Supplier<R> action) {
        for (int i = 0; i < order.length; i++) {
            order[i] >>>= SHIFT;
        }
        Arrays.sort(order);
        return lockedInOrder(withoutRepeats(order), reserved, action);
    }

    /** The hashes of the first keys. */
    int[] hashes(byte[][] keys, int count) {
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = hash.of(keys[i]);
        }
        return hashes;
    }

    /** See {@link Keyspace#touch}. */
    int touch(int[] hashes) {
        if (hashes.length > MOST_TOUCHED) {
            return 0;
        }
        @Nullable Entry[] entries = new Entry[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            entries[i] = tables.get(hashes[i] >>> SHIFT).candidate(hashes[i]);
        }
        int read = 0;
        for (Entry entry : entries) {
            read += entry == null ? 0 : entry.touch();
        }
        return read;
    }

    private static int[] withoutRepeats(int[] sorted) {
        int count = 0;
        for (int index : sorted) {
            if (count == 0 || sorted[count - 1] != index) {
                sorted[count++] = index;
            }
        }
        return count == sorted.length ? sorted : Arrays.copyOf(sorted, count);
    }

    /** Runs something while every segment is locked. */
    <R> R allLocked(Supplier<R> action) {
        return lockedInOrder(IntStream.range(0, COUNT).toArray(), 0, action);
    }

    /** The order is ascending, so that no two wait for each other in a ring. */
    private <R> R lockedInOrder(int[] order, long reserved, Supplier<R> action) {
        for (int index : order) {
            segments[index].lock();
        }
        try {
            return action.get();
        } finally {
            long owed = -reserved;
            for (int index : order) {
                owed += segments[index].takeUncharged();
            }
            if (owed != 0) {
                account.charge(owed);
            }
            for (int index : order) {
                segments[index].unlock();
            }
        }
    }
}
