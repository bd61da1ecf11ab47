package io.fusioncache.server.net.resp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lines that other threads want a client to get ({@code MONITOR}), until its network thread takes them. Bounded; safe
 * for use by any number of threads, and never waits but for another thread's few instructions.
 */
final class LineMailbox {
    private final long limit;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** What became of a line. */
    enum Added {
        /** It is the first one: the network thread has to be told. */
        FIRST,
        /** The network thread has been told already. */
        ADDED,
        /** There were too many; the mailbox takes nothing any longer. */
        FULL
    }

    /**
     * An empty mailbox.
     *
     * @param limit the most bytes that may wait
     */
    LineMailbox(long limit) {
        this.limit = limit;
    }

    /** Takes a line without its end; once closed it takes lines without keeping them. */
    Added add(String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        synchronized (lines) {
            if (closed) {
                return Added.ADDED;
            }
            if (bytes + text.length > limit) {
                forget();
                return Added.FULL;
            }
            bytes += text.length;
            lines.addLast(text);
            return lines.size() == 1 ? Added.FIRST : Added.ADDED;
        }
    }

    /** Writes the lines that wait as statuses. */
    void moveTo(ReplyQueue replies) {
        List<byte[]> taken;
        synchronized (lines) {
            taken = new ArrayList<>(lines);
            lines.clear();
            bytes = 0;
        }
        for (byte[] line : taken) {
            replies.room(1).put((byte) '+');
            replies.put(line);
            replies.room(2).put((byte) '\r').put((byte) '\n');
        }
    }

    /** Bytes that wait. */
    long bytes() {
        synchronized (lines) {
            return bytes;
        }
    }

    /** Forgets what waits and keeps nothing any longer. */
    void close() {
        synchronized (lines) {
            forget();
        }
    }

    private void forget() {
        closed = true;
        lines.clear();
        bytes = 0;
    }
}
