package io.fusioncache.server.command.kv;

import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.Json;
import io.fusioncache.server.command.json.JsonContainer;
import io.fusioncache.server.command.json.JsonFault;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Utf8;
import io.fusioncache.server.engine.memory.HeapArrays;
import io.fusioncache.server.engine.memory.MemoryLimitException;
import io.fusioncache.server.engine.memory.WorkingMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A message as it was sent, read but not yet done.
 *
 * @param name the command's name as used
 * @param qid what the client calls it, or null
 * @param isObject true when the command's body is an object, false for an array
 * @param isScalar true when it is neither
 * @param fields the body's members or items, in order
 */
record KvRequest(String name, @Nullable String qid, boolean isObject, boolean isScalar, List<KvField> fields) {
    private static final int LONGEST_QID = 32;
    private static final String QID = "_qid";

    /** The command as words: its name, then its members' names and values in turn, or its items. */
    byte[][] words() {
        List<byte[]> words = new ArrayList<>();
        words.add(name.getBytes(StandardCharsets.UTF_8));
        for (KvField field : fields) {
            if (isObject) {
                words.add(field.name().getBytes(StandardCharsets.UTF_8));
            }
            words.add(field.value().bytes());
        }
        return words.toArray(byte[][]::new);
    }

    /**
     * Reads a message, whole, so that nothing is done of one that turns out to be wrong.
     *
     * @param memory asked for what the message takes when it is taken apart
     * @throws KvRefusal when there is no command in it that could be named
     * @throws MemoryLimitException when there is no room to read it
     */
    static KvRequest read(byte[] message, WorkingMemory memory) {
        memory.take(JsonContainer.memory(message) + HeapArrays.bytes(message.length));
        if (!Utf8.isValid(message)) {
            throw new KvRefusal(KvStatus.JSON_INVALID, "the message is not valid UTF-8");
        }
        try (JsonParser parser = Json.parser(message, 0, message.length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new KvRefusal(KvStatus.JSON_INVALID, "line 1, column 1: no value");
            }
            Reading reading = new Reading();
            if (first == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    reading.member(parser, message);
                }
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new KvRefusal(KvStatus.JSON_INVALID, "more than one value in a message");
            }
            return reading.request();
        } catch (JacksonException wrong) {
            throw new KvRefusal(KvStatus.JSON_INVALID, Json.fault(wrong).sentence());
        } catch (JsonFault wrong) {
            throw new KvRefusal(KvStatus.JSON_INVALID, wrong.sentence());
        }
    }

    /** What has been read so far. */
    private static final class Reading {
        private @Nullable KvRequest request;
        private @Nullable String qid;
        private boolean wrongQid;
        private boolean several;

        void member(JsonParser parser, byte[] message) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(QID)) {
                String text = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                wrongQid = text == null || text.codePointCount(0, text.length()) > LONGEST_QID;
                qid = text;
                parser.skipChildren();
            } else if (request != null) {
                several = true;
                parser.skipChildren();
            } else {
                request = body(name, parser, message);
            }
        }

        private static KvRequest body(String name, JsonParser parser, byte[] message) {
            JsonToken token = parser.currentToken();
            boolean isObject = token == JsonToken.START_OBJECT;
            List<KvField> fields = new ArrayList<>();
            if (!token.isStructStart()) {
                parser.finishToken();
                return new KvRequest(name, null, false, true, fields);
            }
            token = parser.nextToken();
            while (token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY) {
                String field = null;
                if (isObject) {
                    field = parser.currentName();
                    parser.nextToken();
                }
                fields.add(new KvField(field, JsonValue.read(parser, message)));
                token = parser.nextToken();
            }
            return new KvRequest(name, null, isObject, false, fields);
        }

        KvRequest request() {
            if (wrongQid) {
                throw new KvRefusal(
                        KvStatus.COMMAND_SYNTAX, "_qid is a string of at most " + LONGEST_QID + " characters");
            }
            if (several) {
                throw new KvRefusal(KvStatus.COMMAND_MULTIPLE, "a message has one command", qid);
            }
            if (request == null) {
                throw new KvRefusal(KvStatus.COMMAND_MULTIPLE, "the message has no command", qid);
            }
            return new KvRequest(request.name, qid, request.isObject, request.isScalar, request.fields);
        }
    }
}
