package io.fusioncache.server.query.json;

import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.fql.FqlException;
import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The JSON that queries are written in: UTF-8, nothing beyond the standard, bounded. Safe for use by any number of
 * threads.
 */
public final class JsonFormat {
    /** How deep objects and arrays may stand in each other. */
    public static final int MAX_DEPTH = 512;

    /** How many characters a name may have; names that are created have a lower bound of their own. */
    public static final int MAX_NAME_LENGTH = 1_000;

    /** How many characters a number may have. */
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /** How many characters a string may have; far above it, the parser could not hold one in an array. */
    public static final int MAX_STRING_LENGTH = 100_000_000;

    /** Characters of two bytes in pieces, once more in one array, and the bytes that are made of them. */
    private static final int COPIES_OF_A_STRING = 5;

    private final JsonFactory factory = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    /**
     * Reads a message from its beginning.
     *
     * @param memory asked for what reading takes beside the message
     */
    public JsonReader open(MessageBytes message, WorkingMemory memory) {
        memory.take(COPIES_OF_A_STRING * LongStrings.longest(message));
        JsonParser parser = message.isSingle()
                ? factory.createParser(ObjectReadContext.empty(), message.array())
                : factory.createParser(ObjectReadContext.empty(), message.stream());
        return new JsonReader(this, message, parser, memory);
    }

    /** Goes on with a message that was read up to that offset, behind some text that stands for what was there. */
    JsonParser resume(byte[] before, MessageBytes message, long offset) {
        return factory.createParser(
                ObjectReadContext.empty(),
                new SequenceInputStream(new ByteArrayInputStream(before), message.stream(offset)));
    }

    /** What is wrong with a text that the parser refused. */
    public static FqlException fault(MessageBytes message, JacksonException refusal) {
        if (refusal instanceof StreamConstraintsException) {
            return new FqlException(
                    FqlError.JSON_INVALID,
                    "size",
                    "The JSON passes a bound: it may be " + MAX_DEPTH + " levels deep, with names of " + MAX_NAME_LENGTH
                            + " characters, numbers of " + MAX_NUMBER_LENGTH + " and strings of " + MAX_STRING_LENGTH
                            + ".");
        }
        long offset = refusal.getLocation() == null
                ? 0
                : Math.max(0, refusal.getLocation().getByteOffset());
        return fault(message, offset, "what stands there does not fit");
    }

    /**
     * A fault at a place of the text.
     *
     * @param offset in bytes
     * @param reason what is wrong there, unless the text just ends
     */
    static FqlException fault(MessageBytes message, long offset, String reason) {
        TextPosition position = TextPosition.of(message, offset);
        return new FqlException(
                FqlError.JSON_INVALID,
                position.toString(),
                position.atEnd()
                        ? "The JSON is incomplete: it ends at " + position + "."
                        : "The text is not JSON at " + position + ": " + reason + ".");
    }

    /**
     * Refuses a message whose bytes are not UTF-8.
     *
     * @throws FqlException 1306
     */
    public static void requireUtf8(MessageBytes message) {
        requireUtf8(message, new Utf8Check());
    }

    /**
     * Does the same with what is left of a message that has been checked in part.
     *
     * @param begun has seen the first chunks of the message, or none
     */
    public static void requireUtf8(MessageBytes message, Utf8Check begun) {
        long offset = begun.finish(message);
        if (offset >= 0) {
            throw fault(message, offset, "the bytes are not UTF-8");
        }
    }
}
