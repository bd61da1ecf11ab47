package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** The rows of one file, read as they are asked for. */
interface RowSource extends AutoCloseable {
    /**
     * The next row; null at the end.
     *
     * @throws CliException with status USAGE and the place when there is no row there
     */
    @Nullable
    Row next();

    /**
     * Passes over the rows that can be stored as they are, up to one that has to be looked at: {@link #next} gives that
     * one, and whatever is to be said about it.
     *
     * @param of what the rows are objects of
     * @param longest how many bytes of rows are passed on together at most, when they are more than one
     */
    void passPlain(Schema.ObjectClass of, int longest, PlainSink sink);

    /** Takes rows that are objects as {@code STORE} takes them. */
    interface PlainSink {
        /**
         * Takes rows that follow one another.
         *
         * @param json what holds them in UTF-8 with commas between them, until this returns
         * @param first the number of the first, from 1, in its file
         * @param last the number of the last
         */
        void accept(byte[] json, int from, int to, long first, long last);
    }

    @Override
    void close();

    /**
     * Reads a stream. With AUTO, what begins with a brace or a bracket is JSON, anything else CSV.
     *
     * @param name what positions call it
     */
    static RowSource open(String name, InputStream in, LoadOptions.Format format, char delimiter) throws IOException {
        Start start = start(in, format);
        return start.isJson() ? new JsonLines(name, start.stream()) : new CsvRows(name, start.stream(), delimiter);
    }

    /** A file whose first bytes were looked at. */
    record Start(InputStream stream, boolean isJson) {}

    /** Tells JSON from CSV; the stream that comes back begins behind a byte order mark. */
    static Start start(InputStream in, LoadOptions.Format format) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(in, 3);
        skipByteOrderMark(stream);
        boolean isJson =
                format == LoadOptions.Format.JSON || (format == LoadOptions.Format.AUTO && beginsWithBracket(stream));
        return new Start(stream, isJson);
    }

    private static void skipByteOrderMark(PushbackInputStream stream) throws IOException {
        byte[] start = stream.readNBytes(3);
        boolean mark =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (!mark) {
            stream.unread(start);
        }
    }

    /** Blanks in front are dropped: JSON does not mind, and CSV has none. */
    private static boolean beginsWithBracket(PushbackInputStream stream) throws IOException {
        int first = stream.read();
        while (first == ' ' || first == '\t') {
            first = stream.read();
        }
        if (first >= 0) {
            stream.unread(first);
        }
        return first == '{' || first == '[' || first == '\n' || first == '\r' || first < 0;
    }

    /** A row that can't be taken in. */
    static CliException fault(String name, Row row, String message) {
        return new CliException(ExitStatus.USAGE, place(name, row.line(), row.number()) + message);
    }

    /** What a message about a record begins with. */
    static String place(String name, int line, long number) {
        return name + ":" + line + " (record " + number + "): ";
    }
}
