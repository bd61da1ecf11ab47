package io.fusioncache.server.engine.object;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which versions open snapshots may need. A reader takes a slot with one compare-and-set, usually the one its thread
 * took last time; nobody waits. Blocks of slots are added when all are taken and stay for later.
 */
final class OpenSnapshots {
    private static final int SLOTS = 64;
    /** A cache line per slot, so that readers do not slow each other down. */
    private static final int STRIDE = 8;

    private static final long FREE = Long.MAX_VALUE;

    private final Block first = new Block();

    /** A slot of an open snapshot. */
    record Slot(AtomicLongArray versions, int position) {
        void free() {
            versions.setRelease(position, FREE);
        }
    }

    /**
     * Announces that versions from this one on may be needed. The caller reads the version to use only afterwards: a
     * writer that has missed the announcement has published before that, so the caller sees what it published.
     */
    Slot open(long version) {
        int start = (int) Thread.currentThread().threadId() * 7;
        Block block = first;
        while (true) {
            for (int i = 0; i < SLOTS; i++) {
                int position = ((start + i) & (SLOTS - 1)) * STRIDE;
                if (block.versions.getPlain(position) == FREE
                        && block.versions.compareAndSet(position, FREE, version)) {
                    return new Slot(block.versions, position);
                }
            }
            block = block.next();
        }
    }

    /** The oldest version that may be needed; the given one, just published, when there is no older. O(slots). */
    long oldest(long published) {
        long oldest = published;
        Block block = first;
        while (block != null) {
            for (int i = 0; i < SLOTS; i++) {
                oldest = Math.min(oldest, block.versions.get(i * STRIDE));
            }
            block = block.next.get();
        }
        return oldest;
    }

    private static final class Block {
        private final AtomicLongArray versions = new AtomicLongArray(SLOTS * STRIDE);
        private final AtomicReference<@Nullable Block> next = new AtomicReference<>();

        Block() {
            for (int i = 0; i < versions.length(); i++) {
                versions.setPlain(i, FREE);
            }
        }

        Block next() {
            Block block = next.get();
            if (block == null) {
                Block made = new Block();
                block = next.compareAndExchange(null, made);
                block = block == null ? made : block;
            }
            return block;
        }
    }
}
