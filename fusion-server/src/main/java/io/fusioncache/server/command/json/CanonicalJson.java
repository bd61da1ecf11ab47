package io.fusioncache.server.command.json;

import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns JSON into one text for all texts that mean the same: members by name, no blanks, numbers by worth, strings
 * without needless escapes. Two values are equal, deeply, when their canonical texts are.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The canonical text of valid JSON. O(n log n). */
    public static String of(byte[] json) {
        try (JsonParser parser = Json.parser(json, 0, json.length)) {
            parser.nextToken();
            return of(parser);
        }
    }

    /** The canonical text of the value at the parser's current token; leaves the parser at its end. */
    public static String of(JsonParser parser) {
        StringBuilder text = new StringBuilder();
        write(parser, text);
        return text.toString();
    }

    private static void write(JsonParser parser, StringBuilder text) {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, text);
            case START_ARRAY -> {
                text.append('[');
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    write(parser, text);
                    text.append(',');
                }
                text.append(']');
            }
            case VALUE_STRING -> string(parser.getString(), text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text.append(JsonNumbers.canonical(parser.getString()));
            default -> text.append(parser.currentToken().asString());
        }
    }

    private static void object(JsonParser parser, StringBuilder text) {
        TreeMap<String, String> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, of(parser));
        }
        text.append('{');
        members.forEach((name, value) -> {
            string(name, text);
            text.append(value).append(',');
        });
        text.append('}');
    }

    /** A string with its length in front, which no other string's text can be taken for. */
    private static void string(String value, StringBuilder text) {
        text.append('"').append(value.length()).append(':').append(value);
    }
}
