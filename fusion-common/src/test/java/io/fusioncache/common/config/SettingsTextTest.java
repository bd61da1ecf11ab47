package io.fusioncache.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The reader of configuration files beside a JSON library, and what it says of mistakes. */
class SettingsTextTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\":",
            "\"c\":{",
            "\"\\u00e9\\n\"",
            "\"é漢\"",
            "\"\\x\"",
            "\"",
            "1",
            "-0",
            "01",
            "1.5e+3",
            "1.",
            "-",
            "true",
            "false",
            "null",
            "nul",
            " ",
            "\n",
            "//x\n",
            "/* y */",
            "/*",
            "/",
            "\t");

    private static final JsonFactory LIBRARY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    /** What is in a text, value by value; null when it is no JSON. */
    private static @Nullable String read(String text) {
        try {
            SettingsText in = SettingsText.of(text.getBytes(StandardCharsets.UTF_8));
            String value = value(in);
            return in.isAtEnd() ? value : null;
        } catch (SettingsText.Fault e) {
            return null;
        }
    }

    private static String value(SettingsText in) throws SettingsText.Fault {
        StringJoiner all = new StringJoiner(" ");
        if (in.takes('{')) {
            all.add("{");
            while (!in.takes('}')) {
                all.add(in.name());
                all.add(value(in));
                in.endElement('}');
            }
            return all.add("}").toString();
        }
        if (in.takes('[')) {
            all.add("[");
            while (!in.takes(']')) {
                all.add(value(in));
                in.endElement(']');
            }
            return all.add("]").toString();
        }
        return in.scalar().text();
    }

    private static @Nullable String readByLibrary(String text) {
        StringJoiner all = new StringJoiner(" ");
        try (JsonParser parser =
                LIBRARY.createParser(ObjectReadContext.empty(), text.getBytes(StandardCharsets.UTF_8))) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                all.add(parser.getString());
            } while (depth > 0);
            return parser.nextToken() == null ? all.toString() : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    @Test
    void readsWhatALibraryReads() {
        SplittableRandom random = new SplittableRandom(1);
        int right = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("[");
            for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            text.append(random.nextInt(20) == 0 ? "" : "]");
            String read = read(text.toString());
            assertEquals(readByLibrary(text.toString()), read, text.toString());
            right += read == null ? 0 : 1;
        }
        assertTrue(right > 5_000, "texts without a mistake: " + right);
    }

    @Test
    void readsALongText() {
        String text =
                "\uFEFF// first\r\n{ \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00C4\" : [ 1, -2.50E-7, \"x\", ], /* b */ \"c\":{}, } // last";
        assertEquals("{ a\"\\/\b\f\n\r\tÄ [ 1 -2.50E-7 x ] c { } }", read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1 \"b\":2} | 1:8 | a comma or } is missing",
                "{a:1} | 1:2 | a name in quotation marks is missing",
                "{\"a\" 1} | 1:6 | the colon behind the name is missing",
                "{\"a\":} | 1:6 | a value is missing",
                "{\"a\":yes} | 1:6 | 'yes' is no value; texts have quotation marks",
                "{\"a\":01} | 1:6 | '01' is no value; texts have quotation marks",
                "{\"a\":yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy} | 1:6 | 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...' is no value",
                "{\"a\":\"b} | 1:6 | the quotation mark at the text's end is missing",
                "{\"a\":\"b\\q\"} | 1:8 | a backslash goes with one of",
                "{\"a\":\"\\u12g4\"} | 1:7 | a backslash goes with one of",
                "{/* | 1:2 | the end of the comment is missing",
            })
    void aMistakeIsToldWithItsPlace(String text, String place, String words) {
        SettingsText.Fault e = assertThrows(
                SettingsText.Fault.class, () -> value(SettingsText.of(text.getBytes(StandardCharsets.UTF_8))));
        assertEquals(place, e.place());
        assertTrue(String.valueOf(e.getMessage()).startsWith(words), e.getMessage());
    }

    @Test
    void linesAreCounted() {
        SettingsText.Fault e = assertThrows(
                SettingsText.Fault.class,
                () -> value(SettingsText.of("{\n  \"a\": 1,\r\n  b".getBytes(StandardCharsets.UTF_8))));
        assertEquals("3:3", e.place());
    }

    @Test
    void otherEncodingsAreRefused() {
        SettingsText.Fault e = assertThrows(
                SettingsText.Fault.class, () -> SettingsText.of("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("the file is not in UTF-8", e.getMessage());
    }
}
