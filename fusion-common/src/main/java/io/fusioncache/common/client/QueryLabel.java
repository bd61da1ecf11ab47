package io.fusioncache.common.client;

import io.fusioncache.common.fql.QueryName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What has to be known of a query's text to recognise its answer.
 *
 * @param qid the query's own {@code _qid}, null when it has none
 * @param response which answer it asks for
 * @param bodyStart where in the text a {@code _qid} can be put in, in characters
 * @param emptyBody whether the body has no member, so that no comma follows what is put in
 */
record QueryLabel(@Nullable String qid, ResponseMode response, int bodyStart, boolean emptyBody) {
    /** What a query asks to be told. */
    enum ResponseMode {
        ALL,
        ERROR,
        NONE;

        static ResponseMode of(String text) {
            return switch (text) {
                case "error" -> ERROR;
                case "none" -> NONE;
                // Another word is an error, and that is answered.
                default -> ALL;
            };
        }
    }

    private static final int LONGEST_QID = 32;

    /** Reads what the server would read: no limits here, for the limits are the server's to tell. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Labels a query, or gives null when the answer to this text may come without its {@code _qid}: text that is no
     * JSON, an unknown query, a {@code _qid} that the server will refuse. O(length of the text).
     */
    static @Nullable QueryLabel of(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String name = parser.nextName();
            QueryName query = name == null ? null : QueryName.of(name);
            if (query == null || parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            QueryLabel label = readBody(parser, query);
            boolean complete = parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            return complete ? label : null;
        } catch (JacksonException expected) {
            return null; // Not a failure: the server is asked anyway, and its answer says what is wrong.
        }
    }

    /** Whether the text is a key-value command in JSON, to which there may be several answers. */
    static boolean isKeyValueCommand(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            String name = parser.nextName();
            // A query has its label inside, so that one beside it belongs to a key-value command.
            return name != null && (name.startsWith("KV_") || name.equals("_qid"));
        } catch (JacksonException expected) {
            return false; // No JSON is no command.
        }
    }

    /** The text with a {@code _qid} put in front of the body's members. */
    String insert(String text, String newQid) {
        String member = "\"_qid\":\"" + newQid + (emptyBody ? "\"" : "\",");
        return new StringBuilder(text.length() + member.length())
                .append(text, 0, bodyStart)
                .append(member)
                .append(text, bodyStart, text.length())
                .toString();
    }

    private static @Nullable QueryLabel readBody(JsonParser parser, QueryName query) {
        int bodyStart = (int) parser.currentTokenLocation().getCharOffset() + 1;
        String qid = null;
        ResponseMode response = ResponseMode.ALL;
        boolean empty = true;
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
            empty = false;
            JsonToken value = parser.nextToken();
            if (member.equals("_qid")) {
                qid = value == JsonToken.VALUE_STRING ? parser.getString() : null;
                if (qid == null || qid.length() > LONGEST_QID) {
                    return null;
                }
            } else if (isResponseMode(member) && query.isWrite() && value == JsonToken.VALUE_STRING) {
                response = ResponseMode.of(parser.getString());
            }
            parser.skipChildren();
        }
        return new QueryLabel(qid, response, bodyStart, empty);
    }

    private static boolean isResponseMode(String member) {
        return member.equals("_rsp") || member.equals("_rspMode");
    }

    /** The {@code _qid} that an answer begins with, or null when it has none. */
    static @Nullable String qidOfAnswer(String answer) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
            boolean labelled = parser.nextToken() == JsonToken.START_OBJECT
                    && "_qid".equals(parser.nextName())
                    && parser.nextToken() == JsonToken.VALUE_STRING;
            return labelled ? parser.getString() : null;
        } catch (JacksonException expected) {
            return null; // An answer that is no JSON has no label.
        }
    }

    /** An answer without the {@code _qid} that it begins with, which is of our making and so needs no escapes. */
    static String withoutQid(String answer, String qid) {
        int end = answer.indexOf('"' + qid + '"') + qid.length() + 2;
        int comma = answer.indexOf(',', end);
        return comma < 0 ? answer : "{" + answer.substring(comma + 1);
    }
}
