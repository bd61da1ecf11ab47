package io.fusioncache.cli.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value that has to be looked at as a whole: an answer to be tabulated, a row to be stored. Numbers keep their
 * digits.
 */
public sealed interface JsonTree {
    record Members(Map<String, JsonTree> values) implements JsonTree {}

    record Items(List<JsonTree> values) implements JsonTree {}

    record Text(String value) implements JsonTree {}

    /** A number, {@code true} or {@code false}, as it was written. */
    record Literal(String value, boolean isNumber) implements JsonTree {}

    record Nil() implements JsonTree {}

    /** A value of any size: it is here already, so it is printed. */
    JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** The object inside {@code {"Person":{...,"_oid":"..."}}}; the value itself when it is not of that form. */
    static JsonTree unwrapped(JsonTree value) {
        if (value instanceof Members members && members.values().size() == 1) {
            JsonTree inner = members.values().values().iterator().next();
            if (inner instanceof Members object && object.values().containsKey("_oid")) {
                return object;
            }
        }
        return value;
    }

    /** Reads one JSON document; null when the text is none. */
    static @Nullable JsonTree parse(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            JsonTree tree = read(parser);
            return parser.nextToken() == null ? tree : null;
        } catch (JacksonException expected) {
            return null; // Statuses such as OK are no JSON.
        }
    }

    /** Reads the value that the parser stands at; raises what the parser raises. */
    static JsonTree read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, JsonTree> members = new LinkedHashMap<>();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<JsonTree> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield new Items(items);
            }
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NULL -> new Nil();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Literal(parser.getString(), true);
            default -> new Literal(parser.getString(), false);
        };
    }
}
