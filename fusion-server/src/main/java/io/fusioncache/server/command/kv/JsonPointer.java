package io.fusioncache.server.command.kv;

import io.fusioncache.server.command.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON Pointer (RFC 6901), followed in a stream: what it does not point to is skipped. */
final class JsonPointer {
    private final List<String> steps;

    private JsonPointer(List<String> steps) {
        this.steps = steps;
    }

    /** The pointer that the text is; null when it is none or points to the whole value. */
    static @Nullable JsonPointer parse(String text) {
        if (!text.startsWith("/")) {
            return null;
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            for (int tilde = step.indexOf('~'); tilde >= 0; tilde = step.indexOf('~', tilde + 1)) {
                if (tilde + 1 == step.length() || "01".indexOf(step.charAt(tilde + 1)) < 0) {
                    return null;
                }
            }
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPointer(List.copyOf(steps));
    }

    /** Moves a parser from the beginning of a value to what is pointed to in it; false when there is nothing. */
    boolean moveTo(JsonParser parser) {
        for (String step : steps) {
            boolean there = switch (parser.currentToken()) {
                case START_OBJECT -> toMember(parser, step);
                case START_ARRAY -> toItem(parser, step);
                default -> false;
            };
            if (!there) {
                return false;
            }
        }
        return true;
    }

    private static boolean toMember(JsonParser parser, String name) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean toItem(JsonParser parser, String step) {
        byte[] digits = step.getBytes(StandardCharsets.UTF_8);
        if (!Words.isInteger(digits) || digits[0] == '-') {
            return false;
        }
        long left = Words.parseInteger(digits);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (left-- == 0) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
