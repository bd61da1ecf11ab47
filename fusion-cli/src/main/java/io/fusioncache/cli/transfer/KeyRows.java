package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The keys of one file, read as they are asked for: CSV, JSON records, or JSON objects whose members are keys and
 * values, which may be of any size.
 */
interface KeyRows extends AutoCloseable {
    /**
     * A key and where its record begins.
     *
     * @param number from 1, in its file
     * @param line from 1
     */
    record Located(KeyRecord key, long number, int line) {}

    /**
     * The next key; null at the end.
     *
     * @throws CliException with status USAGE and the place when there is none
     */
    @Nullable
    Located next();

    @Override
    void close();

    /** Reads a stream; see {@link RowSource#open}. */
    static KeyRows open(String name, InputStream in, LoadOptions.Format format, char delimiter) throws IOException {
        RowSource.Start start = RowSource.start(in, format);
        return start.isJson()
                ? new OfJson(name, start.stream())
                : new OfCsv(name, new CsvRows(name, start.stream(), delimiter));
    }

    /** Rows of a table with the columns key, value and, if there is one, ttl. */
    final class OfCsv implements KeyRows {
        private final String name;
        private final CsvRows rows;

        OfCsv(String name, CsvRows rows) {
            this.name = name;
            this.rows = rows;
        }

        @Override
        public @Nullable Located next() {
            Row row = rows.next();
            try {
                return row == null ? null : new Located(KeyRecord.of(row.object(), true), row.number(), row.line());
            } catch (RowFault e) {
                throw RowSource.fault(name, row, e.text());
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** Objects one after the other and arrays of them. */
    final class OfJson implements KeyRows {
        private final String name;
        private final JsonParser parser;
        private final ArrayDeque<Located> read = new ArrayDeque<>();
        private boolean inPairs;
        private long number;

        OfJson(String name, InputStream in) {
            this.name = name;
            this.parser = JsonRows.JSON.createParser(ObjectReadContext.empty(), in);
        }

        @Override
        public @Nullable Located next() {
            try {
                while (read.isEmpty()) {
                    if (inPairs) {
                        readPair();
                    } else if (!readObject()) {
                        return null;
                    }
                }
                return read.remove();
            } catch (JacksonException e) {
                throw JsonRows.failure(name, e);
            }
        }

        @Override
        public void close() {
            parser.close();
        }

        private void readPair() {
            String key = parser.nextName();
            inPairs = key != null;
            if (key != null) {
                int line = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                addPair(key, JsonTree.read(parser), line);
            }
        }

        /** @return false at the end of the file */
        private boolean readObject() {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (token == JsonToken.START_OBJECT) {
                readMembers();
            } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                throw fault(
                        parser.currentTokenLocation().getLineNr(), "this is neither a record nor an object of pairs");
            }
            return true;
        }

        /** Only a member that no record has shows that an object is pairs; those before it are keys as well. */
        private void readMembers() {
            int line = parser.currentTokenLocation().getLineNr();
            Map<String, JsonTree> members = new LinkedHashMap<>();
            String member = parser.nextName();
            while (member != null && KeyRecord.NAMES.contains(member)) {
                parser.nextToken();
                members.put(member, JsonTree.read(parser));
                member = parser.nextName();
            }
            JsonTree.Members object = new JsonTree.Members(members);
            if (member == null && KeyRecord.isRecord(object)) {
                addRecord(object, line);
                return;
            }
            members.forEach((key, value) -> addPair(key, value, line));
            if (member != null) {
                if (member.equals(DumpFile.HEADER)) {
                    throw fault(line, "this is a dump of objects too; load it without --kv");
                }
                parser.nextToken();
                addPair(member, JsonTree.read(parser), line);
                inPairs = true;
            }
        }

        private void addRecord(JsonTree.Members object, int line) {
            number++;
            try {
                read.add(new Located(KeyRecord.of(object, false), number, line));
            } catch (RowFault e) {
                throw fault(line, e.text());
            }
        }

        private void addPair(String key, JsonTree value, int line) {
            number++;
            try {
                read.add(new Located(KeyRecord.pair(key, value), number, line));
            } catch (RowFault e) {
                throw fault(line, e.text());
            }
        }

        private CliException fault(int line, String text) {
            return new CliException(ExitStatus.USAGE, RowSource.place(name, line, Math.max(1, number)) + text);
        }
    }
}
