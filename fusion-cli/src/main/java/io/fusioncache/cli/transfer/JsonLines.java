package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.common.json.PlainObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * JSON with one object on each line (NDJSON): a line that is plain is passed on as it stands. From the first line that
 * is no whole object, {@link JsonRows} reads the file.
 */
final class JsonLines implements RowSource {
    private static final int FIRST_BUFFER = 256 * 1024;
    /** A longer line is read by others, who don't need all of it at once. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final String name;
    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    /** Where the line begins that was not read yet. */
    private int from;

    private int to;
    private boolean ended;
    private int linesBefore;
    private long number;
    private @Nullable JsonRows rest;
    private @Nullable PlainObject plain;

    JsonLines(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public @Nullable Row next() {
        int end = rest == null ? endOfLine() : -1;
        if (end == from && ended) {
            return null;
        }
        JsonTree.Members object = end < 0 ? null : object(end);
        if (object == null) {
            return others().next();
        }
        Row row = new Row(object, ++number, linesBefore + 1);
        passLine(end);
        return row;
    }

    @Override
    public void passPlain(Schema.ObjectClass of, int longest, PlainSink sink) {
        if (rest != null) {
            return;
        }
        if (plain == null) {
            plain = PlainMembers.of(of);
        }
        do {
            passLines(plain, longest, sink);
        } while (passSearchedLine(plain, sink));
    }

    /**
     * Passes on lines whose ends are found by their objects, as most are: to look for them first would be a second
     * pass.
     */
    private void passLines(PlainObject object, int longest, PlainSink sink) {
        int start = from;
        int behindLast = from;
        long first = number + 1;
        while (true) {
            int endOfObject = object.read(buffer, from, to);
            int end = endOfObject < 0 || object.isBroken() ? -1 : endOfLineBehind(endOfObject);
            boolean isPlain = end >= 0 && (object.isAscii() || isUtf8(endOfObject));
            boolean isEnough = endOfObject - start > longest || number % Batches.PAGE_RECORDS == 0;
            if (!isPlain || (isEnough && number >= first)) {
                if (number >= first) {
                    sink.accept(buffer, start, behindLast, first, number);
                }
                if (!isPlain) {
                    return;
                }
                start = from;
                first = number + 1;
            } else if (number >= first) {
                // In place of the line feed.
                buffer[from - 1] = ',';
            }
            number++;
            behindLast = endOfObject;
            passLine(end);
        }
    }

    /** Passes on the line that begins here, whose end is looked for; false when it is not plain. */
    private boolean passSearchedLine(PlainObject object, PlainSink sink) {
        int end = endOfLine();
        int endOfObject = end > from ? object.read(buffer, from, end) : -1;
        if (endOfObject < 0 || !isBlank(endOfObject, end) || !(object.isAscii() || isUtf8(endOfObject))) {
            return false;
        }
        number++;
        sink.accept(buffer, from, endOfObject, number, number);
        passLine(end);
        return true;
    }

    /** The line's end when there are only blanks before it, and the buffer has it; otherwise a negative number. */
    private int endOfLineBehind(int position) {
        int at = position;
        while (at < to && buffer[at] != '\n') {
            if (!isBlank(buffer[at])) {
                return -1;
            }
            at++;
        }
        return at < to ? at : -1;
    }

    /**
     * Where the next line that is not blank ends; where it begins at the end of the file, and a negative number when it
     * is too long.
     */
    private int endOfLine() {
        int searched = from;
        while (true) {
            for (int i = searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    if (!isBlank(from, i)) {
                        return i;
                    }
                    passLine(i);
                }
            }
            searched = to - from;
            if (ended || !fill()) {
                break;
            }
            searched += from;
        }
        if (!ended) {
            return -1;
        }
        from = isBlank(from, to) ? to : from;
        return to;
    }

    /** Reads on; false at the end of the file, and when the line is too long. */
    private boolean fill() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == LONGEST_LINE) {
            return false;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * to, LONGEST_LINE));
        }
        try {
            int count = in.read(buffer, to, buffer.length - to);
            ended = count < 0;
            to += Math.max(0, count);
            return !ended;
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't read " + name + ": " + e.getMessage());
        }
    }

    private void passLine(int end) {
        from = Math.min(end + 1, to);
        linesBefore++;
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(buffer[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private boolean isUtf8(int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, end - from));
            return true;
        } catch (CharacterCodingException expected) {
            return false; // Whoever reads it as text says where.
        }
    }

    /** The object that is the line; null when it is something else. */
    private JsonTree.@Nullable Members object(int end) {
        try (JsonParser parser = JsonRows.JSON.createParser(ObjectReadContext.empty(), buffer, from, end - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            JsonTree.Members object = (JsonTree.Members) JsonTree.read(parser);
            return parser.nextToken() == null ? object : null;
        } catch (JacksonException expected) {
            return null; // Perhaps it goes on in the next line; if not, whoever reads it says what is wrong.
        }
    }

    private JsonRows others() {
        if (rest == null) {
            InputStream left = new SequenceInputStream(new ByteArrayInputStream(buffer, from, to - from), in);
            rest = new JsonRows(name, left, linesBefore, number);
        }
        return rest;
    }

    @Override
    public void close() {
        if (rest != null) {
            rest.close();
            return;
        }
        try {
            in.close();
        } catch (IOException expected) {
            // It was only read.
        }
    }
}
