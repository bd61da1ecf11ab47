package io.fusioncache.cli.transfer;

import java.io.IOException;
import java.io.Reader;

/** The characters of a file, one by one, or a line at a time where a whole line is in the buffer. */
final class CsvCharacters implements AutoCloseable {
    static final int END = -1;

    private static final int CAPACITY = 256 * 1024;
    /** When there is something in it that is no text, the line that is told is the first of what was read with it. */
    private static final int MOST_AT_ONCE = 8 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[CAPACITY];
    private int position;
    private int limit;
    private int lineEnd;

    CsvCharacters(Reader reader) {
        this.reader = reader;
    }

    /** The next character, or {@link #END}. */
    int read() throws IOException {
        if (position == limit && !fill(limit)) {
            return END;
        }
        return buffer[position++];
    }

    /** Keeps the characters from a place on and reads more; false at the end of the file, and when there is no room. */
    private boolean fill(int kept) throws IOException {
        System.arraycopy(buffer, kept, buffer, 0, limit - kept);
        position -= kept;
        limit -= kept;
        int count = limit == CAPACITY ? 0 : reader.read(buffer, limit, Math.min(MOST_AT_ONCE, CAPACITY - limit));
        limit += Math.max(0, count);
        return count > 0;
    }

    /**
     * Whether the buffer holds the line whose first character was read last, to its end: up to a line feed, or to the
     * end of the file.
     */
    boolean seesLine() throws IOException {
        int end = position - 1;
        while (true) {
            while (end < limit) {
                if (buffer[end] == '\n') {
                    lineEnd = end;
                    return true;
                }
                end++;
            }
            int searched = end - lineStart();
            if (!fill(lineStart())) {
                lineEnd = limit;
                return limit < CAPACITY;
            }
            end = lineStart() + searched;
        }
    }

    /** The array that holds that line. */
    char[] array() {
        return buffer;
    }

    /** Where in the array the line begins. */
    int lineStart() {
        return position - 1;
    }

    /** Where it ends, without its line feed. */
    int lineEnd() {
        return lineEnd;
    }

    /** Goes behind that line; returns the first character of the next one, or {@link #END}. */
    int passLine() throws IOException {
        position = Math.min(lineEnd + 1, limit);
        return read();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
