package io.fusioncache.server.command.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads JSON as a stream with positions in bytes, bounded in depth and in the length of names and numbers. */
public final class Json {
    /** Arrays and objects within each other. */
    public static final int DEEPEST = 500;

    private static final int LONGEST_NAME = 64 * 1024;
    private static final int LONGEST_NUMBER = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Where a message goes on to speak of the parser's source and features. */
    private static final Pattern NOT_FOR_CLIENTS =
            Pattern.compile("\\n| \\(start marker at | \\(for (Object|Array) starting at |: enable `| \\(\\d+, from `");

    private Json() {}

    /**
     * A parser for a part of an array; its byte offsets count from the beginning of that part.
     *
     * @throws JsonFault when the bytes can't be UTF-8
     */
    public static JsonParser parser(byte[] bytes, int from, int length) {
        for (int i = 0; i < Math.min(length, 4); i++) {
            if (bytes[from + i] == 0) {
                // The parser would take the text for UTF-16 or UTF-32, where every offset means something else.
                throw new JsonFault("line 1, column " + (i + 1) + ": a zero byte");
            }
        }
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length);
    }

    /** Where the current token begins, in bytes from the beginning of what is parsed. */
    public static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Skips to the end of the current value and returns where that is, in bytes. */
    public static int end(JsonParser parser) {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return (int) parser.currentLocation().getByteOffset();
    }

    /** What is wrong, in one line. */
    public static JsonFault fault(JacksonException wrong) {
        TokenStreamLocation at = wrong.getLocation();
        String message = String.valueOf(wrong.getOriginalMessage());
        String sentence = NOT_FOR_CLIENTS.split(message, 2)[0];
        return new JsonFault(
                at == null
                        ? sentence
                        : "line " + Math.max(at.getLineNr(), 1) + ", column " + Math.max(at.getColumnNr(), 1) + ": "
                                + sentence);
    }

    /**
     * Text as UTF-8.
     *
     * @throws JsonFault when it has half of a character
     */
    public static byte[] utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new JsonFault("a string has half of a character (a lone surrogate)");
                }
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
