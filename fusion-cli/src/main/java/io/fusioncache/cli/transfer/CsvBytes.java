package io.fusioncache.cli.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A file in UTF-8: its characters one by one, and its bytes for who needs no characters. */
final class CsvBytes implements AutoCloseable {
    static final int END = -1;

    private static final int CAPACITY = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[CAPACITY];
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(2).limit(0);
    private int position;
    private int limit;

    CsvBytes(InputStream in) {
        this.in = in;
    }

    /**
     * The next character, or {@link #END}.
     *
     * @throws CharacterCodingException when there is none
     */
    int read() throws IOException {
        if (decoded.hasRemaining()) {
            return decoded.get();
        }
        if (position == limit && !fill(limit)) {
            return END;
        }
        int octet = buffer[position];
        if (octet < 0) {
            return decode(octet & 0xFF);
        }
        position++;
        return octet;
    }

    private int decode(int lead) throws IOException {
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        while (limit - position < length && fill(position)) {
            // Until the character is there.
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, position, Math.min(length, limit - position));
        decoded.clear();
        CoderResult result = decoder.reset().decode(bytes, decoded, true);
        decoded.flip();
        if (result.isError()) {
            result.throwException();
        }
        position += length;
        return decoded.get();
    }

    /** Keeps the bytes from a place on and reads more; false at the end of the file, and when there is no room. */
    private boolean fill(int kept) throws IOException {
        System.arraycopy(buffer, kept, buffer, 0, limit - kept);
        position -= kept;
        limit -= kept;
        int count = limit == CAPACITY ? 0 : in.read(buffer, limit, CAPACITY - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    /** Reads more behind a line whose first character, of one byte, was read last; false as {@link #fill} has it. */
    boolean fillLine() throws IOException {
        return fill(lineStart());
    }

    /** The array that holds that line. */
    byte[] array() {
        return buffer;
    }

    /** Where in the array the line begins. */
    int lineStart() {
        return position - 1;
    }

    /** Where the array's bytes end. */
    int limit() {
        return limit;
    }

    /** Goes behind a line; returns the first character of the next one, or {@link #END}. */
    int passLine(int behind) throws IOException {
        position = behind;
        return read();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
