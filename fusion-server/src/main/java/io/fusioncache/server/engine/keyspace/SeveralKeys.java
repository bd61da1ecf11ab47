package io.fusioncache.server.engine.keyspace;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done to several keys at once, and the reading of several keys as they were at one moment. */
final class SeveralKeys {
    private final Segments segments;
    private final SharedState shared;
    private final TogetherMarks marks = new TogetherMarks();

    SeveralKeys(Segments segments, SharedState shared) {
        this.segments = segments;
        this.shared = shared;
    }

    /**
     * See {@link Keyspace#getTogether}.
     *
     * @param counted reads one key, and counts that
     * @param uncounted reads one key once more
     */
    @Nullable
    Entry[] get(byte[][] keys, Function<byte[], @Nullable Entry> counted, Function<byte[], @Nullable Entry> uncounted) {
        @Nullable Entry[] entries = new Entry[keys.length];
        long before = marks.begun();
        boolean quiet = marks.ended() == before;
        for (int i = 0; i < keys.length; i++) {
            entries[i] = counted.apply(keys[i]);
        }
        if (!quiet || marks.begun() != before) {
            segments.locked(keys, 0, () -> {
                for (int i = 0; i < keys.length; i++) {
                    entries[i] = uncounted.apply(keys[i]);
                }
                return entries;
            });
        }
        return entries;
    }

    /**
     * See {@link Keyspace#updateTogether}.
     *
     * @param reserved bytes that are charged already
     */
    <R> R update(byte[][] keys, long reserved, Function<EntryGroup, R> operation) {
        return segments.locked(keys, reserved, () -> {
            for (byte[] key : keys) {
                refuseComposite(segments.find(key));
            }
            marks.begin();
            try {
                return operation.apply(segments);
            } finally {
                marks.end();
            }
        });
    }

    /** See {@link Keyspace#composing}. */
    <R> R composing(int[] hashes, long reserved, Function<EntryGroup, R> operation) {
        return segments.locked(hashes, reserved, () -> operation.apply(segments));
    }

    /** See {@link Keyspace#rename}. */
    Renaming rename(byte[] from, byte[] to, boolean overwrite) {
        return update(new byte[][] {from, to}, 0, group -> {
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

    /** See {@link Keyspace#clear}. */
    long clear() {
        return segments.allLocked(() -> {
            marks.begin();
            try {
                long now = shared.millis();
                return Arrays.stream(segments.all())
                        .mapToLong(segment -> segment.clear(now))
                        .sum();
            } finally {
                marks.end();
            }
        });
    }

    static void refuseComposite(@Nullable Entry entry) {
        if (entry instanceof CompositeEntry) {
            throw new CompositeKeyException(entry.key());
        }
    }
}
