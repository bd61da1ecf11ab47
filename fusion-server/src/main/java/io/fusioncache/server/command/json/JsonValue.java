package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.engine.keyspace.Utf8;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A value as it is held: a string as its characters, everything else as the JSON text that was sent. */
public final class JsonValue {
    private final ValueKind kind;
    private final byte[] bytes;

    /** A value; the array is given away. */
    public JsonValue(ValueKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** What it is. */
    public ValueKind kind() {
        return kind;
    }

    /** Its characters or its text; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Reads a whole JSON text, blanks around it allowed.
     *
     * @param text given away: it may become the value
     * @throws JsonFault when it is none
     */
    public static JsonValue parse(byte[] text) {
        if (!Utf8.isValid(text)) {
            throw new JsonFault("the text is not valid UTF-8");
        }
        try (JsonParser parser = Json.parser(text, 0, text.length)) {
            if (parser.nextToken() == null) {
                throw new JsonFault("line 1, column 1: no value");
            }
            JsonValue value = read(parser, text);
            if (parser.nextToken() != null) {
                throw new JsonFault("more than one value");
            }
            return value;
        } catch (JacksonException wrong) {
            throw Json.fault(wrong);
        }
    }

    /**
     * Reads the value at the parser's current token and leaves the parser at its end.
     *
     * @param source what the parser reads, from its beginning; not changed by anyone afterwards
     */
    public static JsonValue read(JsonParser parser, byte[] source) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return new JsonValue(ValueKind.STRING, Json.utf8(parser.getString()));
        }
        int start = Json.start(parser);
        ValueKind kind = ValueKind.ofJson(source[start]);
        int end = Json.end(parser);
        boolean isAll = start == 0 && end == source.length;
        return new JsonValue(kind, isAll ? source : Arrays.copyOfRange(source, start, end));
    }

    /** The value as JSON text; bytes that are no UTF-8 as {@code {"_b64":"..."}}. */
    public static byte[] text(ValueKind kind, byte[] bytes) {
        if (kind != ValueKind.STRING) {
            return bytes;
        }
        AnswerBuffer text = new AnswerBuffer();
        JsonOutput.value(text, kind, bytes);
        return text.toByteArray();
    }
}
