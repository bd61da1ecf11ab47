package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.MessageBytes;

/**
 * A place in a message as a person counts it.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param atEnd true when the message ends there
 */
record TextPosition(long line, long column, boolean atEnd) {

    /** The place of a byte. O(offset): for faults only. */
    static TextPosition of(MessageBytes message, long offset) {
        long line = 1;
        long column = 1;
        long left = offset;
        for (byte[] chunk : message.chunks()) {
            for (int i = 0; i < chunk.length && left > 0; i++, left--) {
                if (chunk[i] == '\n') {
                    line++;
                    column = 1;
                } else if ((chunk[i] & 0xC0) != 0x80) {
                    column++;
                }
            }
        }
        return new TextPosition(line, column, offset >= message.length());
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
