package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values after RFC 4180, with a header. A dotted column is a member of a nested object; an empty cell
 * is an absent member, and {@code ""} an empty string. A reader of its own because it has to name the line of a row.
 */
final class CsvRows implements RowSource {
    private static final int END = CsvBytes.END;

    private final String name;
    private final CsvBytes characters;
    private final char delimiter;
    private @Nullable List<String> header;
    private @Nullable PlainCells plain;
    private int line = 1;
    private int next;
    private long number;

    CsvRows(String name, InputStream in, char delimiter) {
        this.name = name;
        this.characters = new CsvBytes(in);
        this.delimiter = delimiter;
    }

    @Override
    public @Nullable Row next() {
        try {
            List<String> columns = header;
            if (columns == null) {
                next = characters.read();
                columns = readHeader();
                header = columns;
            }
            int start = line;
            List<@Nullable String> cells = readRecord();
            while (cells.size() == 1 && cells.getFirst() == null && next != END) {
                start = line;
                cells = readRecord();
            }
            if (cells.isEmpty() || (cells.size() == 1 && cells.getFirst() == null)) {
                return null;
            }
            number++;
            if (cells.size() != columns.size()) {
                throw fault(
                        start,
                        "record " + number + " has " + cells.size() + " cells, the header has " + columns.size());
            }
            return new Row(object(columns, cells), number, start);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void passPlain(Schema.ObjectClass of, int longest, PlainSink sink) {
        if (header == null) {
            return;
        }
        if (plain == null) {
            plain = new PlainCells(header, of, delimiter);
        }
        try {
            do {
                while (passLines(plain, longest, sink)) {
                    // Until one is not plain, or not there as a whole.
                }
            } while (plain.isCutOff() && characters.fillLine());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Passes on lines that are in the buffer; false when the first is none of them. */
    private boolean passLines(PlainCells cells, int longest, PlainSink sink) throws IOException {
        cells.clear();
        long last = number;
        // The first character of the line was read already.
        while (cells.isPossible() && next >= 0 && next < 0x80) {
            int before = cells.length();
            int behind = cells.add(characters.array(), characters.lineStart(), characters.limit());
            if (behind < 0 || (cells.length() > longest && last > number)) {
                cells.cutBack(before);
                break;
            }
            last++;
            line++;
            next = characters.passLine(behind);
            if (last % Batches.PAGE_RECORDS == 0) {
                break;
            }
        }
        if (last == number) {
            return false;
        }
        sink.accept(cells.json(), 0, cells.length(), number + 1, last);
        number = last;
        return true;
    }

    private CliException failure(IOException e) {
        return e instanceof CharacterCodingException
                ? fault(line, "this is no UTF-8 text")
                : new CliException(ExitStatus.OUTPUT_FAILED, "can't read " + name + ": " + e.getMessage());
    }

    @Override
    public void close() {
        try {
            characters.close();
        } catch (IOException expected) {
            // It was only read.
        }
    }

    private List<String> readHeader() throws IOException {
        List<String> columns = new ArrayList<>();
        for (String column : readRecord()) {
            if (column == null || column.isBlank()) {
                throw fault(1, "the header has a column without a name");
            }
            columns.add(column.strip());
        }
        if (columns.size() != new HashSet<>(columns).size()) {
            throw fault(1, "the header names a column twice");
        }
        return columns;
    }

    private static JsonTree.Members object(List<String> columns, List<@Nullable String> cells) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            if (cell != null) {
                put(members, columns.get(i), new JsonTree.Text(cell));
            }
        }
        return new JsonTree.Members(members);
    }

    private static void put(Map<String, JsonTree> members, String column, JsonTree value) {
        int dot = column.indexOf('.');
        if (dot < 0) {
            members.put(column, value);
        } else if (members.computeIfAbsent(
                        column.substring(0, dot), absent -> new JsonTree.Members(new LinkedHashMap<>()))
                instanceof JsonTree.Members nested) {
            put(nested.values(), column.substring(dot + 1), value);
        }
    }

    /** A record's cells, null for an empty one without quotes; no cells at the end. */
    private List<@Nullable String> readRecord() throws IOException {
        List<@Nullable String> cells = new ArrayList<>();
        if (next == END) {
            return cells;
        }
        while (true) {
            cells.add(next == '"' ? readQuoted() : readPlain());
            if (next == delimiter) {
                next = characters.read();
            } else {
                skipLineEnd();
                return cells;
            }
        }
    }

    private @Nullable String readPlain() throws IOException {
        StringBuilder cell = new StringBuilder();
        while (next != delimiter && next != '\n' && next != '\r' && next != END) {
            cell.append((char) next);
            next = characters.read();
        }
        return cell.isEmpty() ? null : cell.toString();
    }

    private String readQuoted() throws IOException {
        int start = line;
        StringBuilder cell = new StringBuilder();
        next = characters.read();
        while (true) {
            if (next == END) {
                throw fault(start, "a quoted cell is not closed");
            }
            if (next == '"') {
                next = characters.read();
                if (next != '"') {
                    break;
                }
            }
            line += next == '\n' ? 1 : 0;
            cell.append((char) next);
            next = characters.read();
        }
        if (next != delimiter && next != '\n' && next != '\r' && next != END) {
            throw fault(line, "text follows the closing quote of a cell");
        }
        return cell.toString();
    }

    private void skipLineEnd() throws IOException {
        if (next == '\r') {
            next = characters.read();
        }
        line++;
        if (next == '\n') {
            next = characters.read();
        }
    }

    private CliException fault(int at, String message) {
        return new CliException(ExitStatus.USAGE, name + ":" + at + ": " + message);
    }
}
