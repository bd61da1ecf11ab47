package io.fusioncache.server.query.json;

import io.fusioncache.server.buffer.MessageBytes;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks through one JSON text, token by token. On top of the parser it refuses a name that stands twice in an object, a
 * surrogate that stands alone, and anything after the end; all of these are 1306. What the parser itself refuses comes
 * as its {@link tools.jackson.core.JacksonException}, for {@link JsonFormat#fault}. Used by one thread at a time.
 */
public final class JsonReader implements AutoCloseable {
    /** What stands for the beginning of a query when its text is read from an element of an array of its body on. */
    private static final byte[] BEFORE_REST = "{\"\":{\"\":[\"\"".getBytes(StandardCharsets.US_ASCII);

    private static final int TOKENS_BEFORE_REST = 6;

    private final JsonFormat format;
    private final MessageBytes message;
    private final WorkingMemory memory;
    private JsonParser parser;
    /** What is to be added to the parser's offsets to get the message's. */
    private long shift;

    private NameSet[] namesByDepth = new NameSet[8];
    private int depth = -1;

    JsonReader(JsonFormat format, MessageBytes message, JsonParser parser, WorkingMemory memory) {
        this.format = format;
        this.message = message;
        this.parser = parser;
        this.memory = memory;
    }

    /** What is to be asked for what is made of the text and not stored as it is. */
    public WorkingMemory memory() {
        return memory;
    }

    /**
     * Goes to the next token.
     *
     * @return null at the end of the text
     */
    public @Nullable JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.PROPERTY_NAME) {
            if (!namesByDepth[depth].add(parser.currentName(), memory)) {
                throw faultHere("a name stands twice in one object");
            }
        } else if (token == JsonToken.START_OBJECT) {
            openObject();
        } else if (token == JsonToken.END_OBJECT) {
            depth--;
        }
        return token;
    }

    private void openObject() {
        depth++;
        if (depth == namesByDepth.length) {
            namesByDepth = Arrays.copyOf(namesByDepth, depth * 2);
        }
        NameSet names = namesByDepth[depth];
        if (names == null) {
            namesByDepth[depth] = new NameSet();
        } else {
            names.clear(memory);
        }
    }

    /**
     * Inside an object whose last member is consumed: goes to the next member's value.
     *
     * @return its name, or null at the end of the object
     */
    public @Nullable String nextName() {
        if (next() != JsonToken.PROPERTY_NAME) {
            return null;
        }
        String name = parser.currentName();
        next();
        return name;
    }

    /** Inside an array whose last element is consumed: goes to the next element, or returns false at the end. */
    public boolean nextElement() {
        return next() != JsonToken.END_ARRAY;
    }

    /** The token where the reader is; null before the first and after the last. */
    public @Nullable JsonToken token() {
        return parser.currentToken();
    }

    /** True at the beginning of an object. */
    public boolean atObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** True at the beginning of an array. */
    public boolean atArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** True at a string. */
    public boolean atString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** True at {@code null}. */
    public boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** What kind of value the reader is at, for a sentence: such as "a string". */
    public String kind() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Shortened.of(parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /** Passes over the value the reader is at, to its last token. It is checked as if it had been read. */
    public void skip() {
        int open = 0;
        do {
            switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> open++;
                case END_OBJECT, END_ARRAY -> open--;
                case PROPERTY_NAME, VALUE_STRING -> requirePairs();
                default -> {}
            }
        } while (open > 0 && next() != null);
    }

    private void requirePairs() {
        char[] characters = parser.getStringCharacters();
        int end = parser.getStringOffset() + parser.getStringLength();
        for (int i = parser.getStringOffset(); i < end; i++) {
            if (Character.isHighSurrogate(characters[i])
                    && i + 1 < end
                    && Character.isLowSurrogate(characters[i + 1])) {
                i++;
            } else if (Character.isSurrogate(characters[i])) {
                throw loneSurrogate();
            }
        }
    }

    private RuntimeException loneSurrogate() {
        return faultHere("a surrogate stands alone in the string");
    }

    private RuntimeException faultHere(String reason) {
        return JsonFormat.fault(message, shift + parser.currentTokenLocation().getByteOffset(), reason);
    }

    /** The text that is read. */
    public MessageBytes message() {
        return message;
    }

    /** Where in the text the token that the reader is at ends, in bytes. */
    public long endOffset() {
        return shift + parser.currentLocation().getByteOffset();
    }

    /**
     * Goes on behind an element that was read by other means. The reader must be in an array that is a member of the
     * query's body, at its beginning or at the end of an element. The places in what the parser refuses from then on
     * are those of the rest; a text that is no JSON is looked through from its beginning before the client is told.
     *
     * @param offset where the element ends, in bytes
     */
    public void skipTo(long offset) {
        parser.close();
        parser = format.resume(BEFORE_REST, message, offset);
        shift = offset - BEFORE_REST.length;
        for (int i = 0; i < TOKENS_BEFORE_REST; i++) {
            parser.nextToken();
        }
    }

    /** The string the reader is at. */
    public String string() {
        requirePairs();
        return parser.getString();
    }

    /** The string the reader is at, as UTF-8 of its own. No garbage beyond it. */
    public byte[] utf8() {
        byte[] utf8 = Utf8.encode(characters(), charactersOffset(), charactersLength());
        if (utf8 == null) {
            throw loneSurrogate();
        }
        return utf8;
    }

    /** An array that holds the characters of the string or number the reader is at; good until it moves. */
    public char[] characters() {
        return parser.getStringCharacters();
    }

    /** Where in {@link #characters()} the string or number begins. */
    public int charactersOffset() {
        return parser.getStringOffset();
    }

    /** How many characters the string or number has. */
    public int charactersLength() {
        return parser.getStringLength();
    }

    /** The number the reader is at, as the nearest double; infinite when it is too large for one. */
    public double decimal() {
        return parser.getDoubleValue();
    }

    /** Refuses anything but blanks after the value that was read. */
    public void requireEnd() {
        if (next() != null) {
            throw faultHere("there is more after the end of the query");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
