package io.fusioncache.server.engine.keyspace;

import java.util.function.Consumer;

/**
 * Goes through the key space in steps, with nothing to be remembered between them. A position is a place in the space
 * of hashes: its high bits say the segment, the others the place of a home in the segment's table, whatever the table's
 * size is when the walk comes there. A key has one hash for all its life, so a walk from 0 until 0 comes back meets
 * every key that is there throughout, and none twice unless it was removed and set again.
 */
final class HashWalk {
    private static final int SEGMENT_SHIFT = 32 - Segment.SELECTOR_BITS;

    /** Homes looked at for each entry wanted; beside that every segment may be passed by. */
    private static final int EFFORT = 8;

    private static final int MOST = Integer.MAX_VALUE / 16;

    private final Segment[] segments;

    HashWalk(Segment[] segments) {
        this.segments = segments;
    }

    /**
     * One step.
     *
     * @param position 0 to begin, then what the last step returned; only the low 32 bits count
     * @param count about how many entries are wanted, at least 1
     * @return where to go on; 0 at the end
     */
    long step(long position, long count, Consumer<Entry> visitor) {
        int[] met = {0};
        Consumer<Entry> counting = entry -> {
            met[0]++;
            visitor.accept(entry);
        };
        int wanted = (int) Math.min(count, MOST);
        long effort = (long) wanted * EFFORT + segments.length;
        int index = (int) ((position >>> SEGMENT_SHIFT) & (segments.length - 1));
        int from = (int) position << Segment.SELECTOR_BITS;
        while (met[0] < wanted && effort > 0) {
            if (from == 0 && segments[index].size() == 0) {
                effort--;
            } else {
                int homes = wanted - met[0] + 1;
                from = segments[index].scan(from, homes, counting);
                effort -= Math.min(homes, 2 * EFFORT) + 1;
            }
            if (from == 0) {
                index++;
                if (index == segments.length) {
                    return 0;
                }
            }
        }
        return (long) index << SEGMENT_SHIFT | Integer.toUnsignedLong(from) >>> Segment.SELECTOR_BITS;
    }
}
