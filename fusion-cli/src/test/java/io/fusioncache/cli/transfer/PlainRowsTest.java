package io.fusioncache.cli.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows that are passed on as they stand, against the same rows looked at one by one. */
class PlainRowsTest {
    private static final Schema SCHEMA = Schema.ofDefinitions((JsonTree.Members) Objects.requireNonNull(
            JsonTree.parse("{\"P\":{\"s\":\"string\",\"t\":\"string\",\"i\":\"int\",\"u\":\"uint\",\"d\":\"decimal\","
                    + "\"b\":\"bool\"}}")));
    private static final Schema.ObjectClass CLASS =
            Objects.requireNonNull(SCHEMA.classes().get("P"));

    /** Less than most files here have. */
    private static final int LONGEST = 100;

    private static final String[] LINES = {
        "{\"s\":\"x\",\"i\":1}",
        "{\"s\":\"a longer text of some words\",\"b\":true}",
        " { \"u\" : 7 , \"d\" : -1.5 } ",
        "{\"s\":\"Zoë 日本\"}",
        "{\"s\":null,\"b\":false}",
        "{}",
        "",
        "  ",
        "{\"s\":\"with an \\\"escape\\\"\"}",
        "{\"i\":123456789012345678901234567890}",
        "{\"d\":1e3}"
    };

    private static final String[] WRONG_LINES = {
        "{\"s\":1}",
        "{\"i\":\"1\"}",
        "{\"u\":-1}",
        "{\"x\":1}",
        "{\"s\":\"x\"",
        "{\"s\":\"x\"} {\"s\":\"y\"}",
        "{\"s\":\"x\",\"s\":\"y\"}",
        "{\"s\":\n\"x\"}",
        "[{\"s\":\"x\"},",
        "1",
        "{\"s\":\"no end}"
    };

    private static final String[] CELLS = {
        "",
        "x",
        "some words",
        "1",
        "-1",
        "007",
        "1.5",
        ".5",
        "1e3",
        "true",
        "FALSE",
        "0",
        "Zoë",
        "\"quoted, cell\"",
        "\"two \"\" quotes\"",
        "a\\b",
        "in\"side",
        "123456789012345678901",
        "tab\there"
    };

    /** What becomes of a file: its rows as they are stored, and what is wrong with it. */
    private static List<String> read(String name, byte[] text, boolean passesPlain) {
        List<String> rows = new ArrayList<>();
        LoadOptions options =
                new LoadOptions("P", null, false, false, false, Map.of(), Map.of(), LoadOptions.Format.AUTO, ',');
        try (RowSource source = open(name, text)) {
            RowWriter writer = new RowWriter(options, SCHEMA, source instanceof CsvRows, Map.of());
            for (Row row = source.next(); row != null; row = source.next()) {
                rows.add(row.number() + " " + written(writer, row.object()));
                if (passesPlain) {
                    source.passPlain(CLASS, LONGEST, (json, from, to, first, last) -> {
                        List<JsonTree> objects = objects(json, from, to);
                        assertEquals(last - first + 1, objects.size());
                        assertTrue(first == last || to - from <= LONGEST, "too long");
                        for (int i = 0; i < objects.size(); i++) {
                            rows.add((first + i) + " " + written(writer, (JsonTree.Members) objects.get(i)));
                        }
                    });
                }
            }
        } catch (CliException e) {
            rows.add(e.text());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static RowSource open(String name, byte[] text) throws IOException {
        return RowSource.open(name, new ByteArrayInputStream(text), LoadOptions.Format.AUTO, ',');
    }

    private static List<JsonTree> objects(byte[] json, int from, int to) {
        String array = "[" + new String(json, from, to - from, StandardCharsets.UTF_8) + "]";
        return ((JsonTree.Items) Objects.requireNonNull(JsonTree.parse(array))).values();
    }

    private static String written(RowWriter writer, JsonTree.Members object) {
        StringBuilder json = new StringBuilder();
        try {
            writer.write(object, CLASS, json);
        } catch (RowFault e) {
            return e.text();
        }
        return json.toString();
    }

    private static void requireSame(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(read(name, bytes, false), read(name, bytes, true), text);
    }

    private static String oneOf(String[] choices, SplittableRandom random) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void linesOfJsonArePassedOnAsIfLookedAt() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder("{\"s\":\"first\"}\n");
            for (int i = random.nextInt(60); i > 0; i--) {
                boolean wrong = random.nextInt(100) < 1;
                text.append(oneOf(wrong ? WRONG_LINES : LINES, random)).append(random.nextInt(5) == 0 ? "\r\n" : "\n");
            }
            text.append(seed % 2 == 0 ? "" : oneOf(LINES, random));
            requireSame("seed " + seed, text.toString());
        }
    }

    @Test
    void whatIsWrongInALineIsToldWithItsPlace() {
        for (String wrong : WRONG_LINES) {
            requireSame("f", "{\"s\":\"x\"}\n{\"s\":\"x\"}\n\n" + wrong + "\n{\"s\":\"y\"}\n");
            requireSame("f", "{\"s\":\"x\"}\n{\"s\":\"x\"}\n" + wrong);
        }
        List<String> rows = read("f", "{}\n{}\n{\"s\":\"x\"]\n".getBytes(StandardCharsets.UTF_8), true);
        assertTrue(rows.getLast().startsWith("f:3:"), rows::toString);
    }

    @Test
    void bytesThatAreNoTextAreNotPassedOn() {
        byte[] text = "{\"s\":\"x\"}\n{\"s\":\"x\"}\n{\"s\":\"?\"}\n".getBytes(StandardCharsets.UTF_8);
        text[text.length - 4] = (byte) 0xFF;
        List<String> rows = read("f", text, true);
        assertEquals(3, rows.size());
        assertTrue(rows.getLast().startsWith("f:3:"), rows::toString);
    }

    @Test
    void bytesOfCsvThatAreNoTextAreToldWithTheirLine() {
        for (String row : List.of("?", "x?", "\"?\"")) {
            byte[] text = ("s\nx\ny\n" + row + "\nz\n").getBytes(StandardCharsets.UTF_8);
            for (byte wrong : new byte[] {(byte) 0xFF, (byte) 0xC3, (byte) 0xE6, (byte) 0xF0, (byte) 0x80}) {
                text[6 + row.indexOf('?')] = wrong;
                List<String> rows = read("f", text, true);
                assertEquals("f:4: this is no UTF-8 text", rows.getLast());
                assertEquals(rows.getLast(), read("f", text, false).getLast());
            }
        }
    }

    @Test
    void charactersMayStandAcrossTheEndOfABuffer() {
        for (int shift = 0; shift < 5; shift++) {
            requireSame("f", "s,i\n" + "x".repeat(shift) + ",1\n" + "aë日𝄞\\,1\naë日𝄞,2\n".repeat(12_000));
        }
    }

    @Test
    void rowsArePassedOnByThePage() throws IOException {
        for (String text : List.of("{\"i\":1}\n".repeat(3000), "i\n" + "1\n".repeat(3000))) {
            List<Long> ends = new ArrayList<>();
            try (RowSource source = open("f", text.getBytes(StandardCharsets.UTF_8))) {
                source.next();
                source.passPlain(CLASS, 1 << 20, (json, from, to, first, last) -> ends.add(last));
            }
            assertEquals(List.of(1024L, 2048L, 3000L), ends);
        }
    }

    @Test
    void linesMayBeLongerThanABuffer() {
        String line = "{\"s\":\"" + "x".repeat(700_000) + "\"}\n";
        requireSame("f", line.repeat(3) + "{\"s\":\"y\"}\n" + line);
        String cell = "x".repeat(300_000);
        requireSame("f", "s,i\n" + cell + ",1\ny,2\n" + cell + ",3\n" + "z,4\n".repeat(100_000));
    }

    @Test
    void linesOfCsvArePassedOnAsIfLookedAt() {
        String[] columns = {"s", "t", "i", "u", "d", "b"};
        for (int seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = 1 + random.nextInt(columns.length);
            int first = random.nextInt(columns.length - count + 1);
            StringBuilder text = new StringBuilder(String.join(",", Arrays.copyOfRange(columns, first, first + count)));
            for (int row = random.nextInt(40); row > 0; row--) {
                text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
                int cells = random.nextInt(200) == 0 ? count + 1 : count;
                for (int cell = 0; cell < cells; cell++) {
                    text.append(cell == 0 ? "" : ",").append(oneOf(CELLS, random));
                }
            }
            text.append(seed % 2 == 0 ? "" : "\n");
            requireSame("seed " + seed, text.toString());
        }
    }

    @Test
    void plainRowsAreNotLookedAt() throws IOException {
        for (String text : List.of("{\"s\":\"x\",\"i\":1}\n".repeat(10), "s,i\n" + "x,1\n".repeat(10))) {
            List<Long> passed = new ArrayList<>();
            try (RowSource source = open("f", text.getBytes(StandardCharsets.UTF_8))) {
                source.next();
                source.passPlain(CLASS, LONGEST, (json, from, to, first, last) -> {
                    for (long number = first; number <= last; number++) {
                        passed.add(number);
                    }
                });
            }
            assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), passed);
        }
    }
}
