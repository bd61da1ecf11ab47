package io.fusioncache.server.net.resp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One line of input. A line that came in one piece is a view of the input; one in several pieces is collected, up to a
 * little more than {@link CommandParser#LONGEST_LINE}, after which the caller refuses it.
 */
final class PartialLine {
    private static final byte[] NOTHING = {};

    private byte[] collected = NOTHING;
    private byte[] array = NOTHING;
    private int start;
    private int end;

    /** True when nothing of a line has been read since {@link #clear()}. */
    boolean isEmpty() {
        return end == start;
    }

    /** The first byte; the line is not empty. */
    byte first() {
        return array[start];
    }

    /** Where the line stands: in {@link #array()} from here on. */
    int start() {
        return start;
    }

    /** Where the line ends, behind its last byte and before its line end. */
    int end() {
        return end;
    }

    /** Bytes of the line, without its end. */
    int length() {
        return end - start;
    }

    byte[] array() {
        return array;
    }

    void clear() {
        collected = NOTHING;
        array = NOTHING;
        start = 0;
        end = 0;
    }

    /**
     * Reads to the end of the line, or all there is.
     *
     * @param header true for a header, which ends at a carriage return and whatever byte follows it; false for an
     *     inline command, which ends at a line feed with or without a carriage return before it. Redis reads both so
     * @return true when the line is whole
     */
    boolean readTo(ByteBuffer input, boolean header) {
        byte[] bytes = input.array();
        int from = input.arrayOffset() + input.position();
        int to = input.arrayOffset() + input.limit();
        if (header && !isEmpty() && array[end - 1] == '\r') {
            // The carriage return was the last byte of the piece before.
            input.position(input.position() + 1);
            end--;
            return true;
        }
        byte mark = header ? (byte) '\r' : (byte) '\n';
        int at = from;
        while (at < to && bytes[at] != mark) {
            at++;
        }
        boolean whole = header ? at + 1 < to : at < to;
        int used = whole ? at : to;
        if (whole && isEmpty()) {
            array = bytes;
            start = from;
            end = at;
        } else {
            collect(bytes, from, used);
        }
        input.position(used - input.arrayOffset() + (whole ? (header ? 2 : 1) : 0));
        if (whole && !header && end > start && array[end - 1] == '\r') {
            end--;
        }
        return whole;
    }

    private void collect(byte[] bytes, int from, int to) {
        int length = end - start + (to - from);
        if (length > collected.length) {
            collected = Arrays.copyOf(collected, Math.max(64, Integer.highestOneBit(length) * 2));
        }
        System.arraycopy(bytes, from, collected, end, to - from);
        array = collected;
        end = length;
    }
}
