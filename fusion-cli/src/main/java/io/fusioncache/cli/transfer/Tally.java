package io.fusioncache.cli.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was stored, by file and record. */
public final class Tally {
    private final List<Range> stored = new ArrayList<>();
    private final List<Range> unknown = new ArrayList<>();
    private long count;

    Tally() {}

    private record Range(String file, long first, long last) {
        @Override
        public String toString() {
            return file + " records " + first + " to " + last;
        }
    }

    void stored(String file, long first, long last) {
        count += last - first + 1;
        add(stored, file, first, last);
    }

    /** @param sent false when it is certain that nothing of it was stored */
    void unknown(String file, long first, long last, boolean sent) {
        if (sent) {
            add(unknown, file, first, last);
        }
    }

    boolean isEmpty() {
        return stored.isEmpty() && unknown.isEmpty();
    }

    long count() {
        return count;
    }

    /** A number and what it counts: {@code 1 key}, {@code 2 keys}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** After a failure: what is in the server now. */
    String describe() {
        String text = stored.isEmpty() ? "nothing was stored" : "stored before the end: " + join(stored);
        return unknown.isEmpty() ? text : text + "; outcome unknown: " + join(unknown);
    }

    private static void add(List<Range> ranges, String file, long first, long last) {
        Range previous = ranges.isEmpty() ? null : ranges.getLast();
        if (previous != null && previous.file().equals(file) && previous.last() + 1 == first) {
            ranges.set(ranges.size() - 1, new Range(file, previous.first(), last));
        } else {
            ranges.add(new Range(file, first, last));
        }
    }

    private static String join(List<Range> ranges) {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
