package io.fusioncache.cli.render;

import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.common.client.CommandText;
import io.fusioncache.common.fql.FqlError;
import io.fusioncache.common.kv.KvStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What an answer means for the exit status.
 *
 * @param status SUCCESS, SERVER_ERROR, NOT_AUTHENTICATED or VALUE_MISSING
 * @param message what a failure says; empty for the others
 */
public record AnswerKind(ExitStatus status, String message) {
    private static final AnswerKind FOUND = new AnswerKind(ExitStatus.SUCCESS, "");
    private static final AnswerKind MISSING = new AnswerKind(ExitStatus.VALUE_MISSING, "");
    private static final String ERROR_SUFFIX = "_RSP_ERR";

    /** The kind of an answer to a text command. */
    public static AnswerKind ofCommand(String answer) {
        if (CommandText.isError(answer)) {
            boolean login = CommandText.isNotAuthenticated(answer);
            return new AnswerKind(login ? ExitStatus.NOT_AUTHENTICATED : ExitStatus.SERVER_ERROR, answer);
        }
        // A message that the server did not take in is refused in JSON, whatever it was.
        if (answer.startsWith("{\"QUERY_RSP_ERR\"") || answer.startsWith("{\"KV_ERR\"")) {
            return ofQuery(answer);
        }
        return answer.equals("null") ? MISSING : FOUND;
    }

    /** The kind of an answer to a query. A value is missing when nothing was found. */
    public static AnswerKind ofQuery(String answer) {
        if (answer.isEmpty()) {
            return FOUND;
        }
        try (JsonParser parser = JsonTree.JSON.createParser(ObjectReadContext.empty(), answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return FOUND;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (name.endsWith(ERROR_SUFFIX) || name.equals("KV_ERR")) {
                    return failure(name, answer);
                }
                JsonToken value = parser.nextToken();
                if (name.startsWith("KV_") && value == JsonToken.START_OBJECT) {
                    return ofStatus(parser, answer);
                }
                if (name.equals("FIND_RSP")) {
                    return parser.nextToken() == JsonToken.END_ARRAY ? MISSING : FOUND;
                }
                if (name.equals("GET_RSP")) {
                    return value == JsonToken.START_OBJECT && hasMissing(parser) ? MISSING : FOUND;
                }
                parser.skipChildren();
            }
            return FOUND;
        } catch (JacksonException expected) {
            return FOUND; // No JSON: printed as it is, since only the server knows what it means.
        }
    }

    /** That a key is there or not is what was asked; any other refusal is a failure. */
    private static AnswerKind ofStatus(JsonParser body, String answer) {
        int code = "st".equals(body.nextName()) ? body.nextIntValue(0) : 0;
        KvStatus status = KvStatus.ofCode(code).orElse(KvStatus.OK);
        if (status == KvStatus.KEY_NOT_EXIST) {
            return MISSING;
        }
        return status.isError() && status != KvStatus.KEY_EXISTS
                ? new AnswerKind(ExitStatus.SERVER_ERROR, "error " + code + ", " + status.title() + ": " + answer)
                : FOUND;
    }

    private static boolean hasMissing(JsonParser body) {
        for (String name = body.nextName(); name != null; name = body.nextName()) {
            if (name.equals("_missing")) {
                return true;
            }
            body.nextToken();
            body.skipChildren();
        }
        return false;
    }

    private static AnswerKind failure(String name, String answer) {
        JsonTree.Members error = errorObject(JsonTree.parse(answer), name);
        if (error == null) {
            return new AnswerKind(ExitStatus.SERVER_ERROR, answer);
        }
        String code = text(error, name.equals("KV_ERR") ? "st" : "_c");
        String about = text(error, "_a");
        String sentence = text(error, name.equals("KV_ERR") ? "m" : "_m");
        String words = code.chars().allMatch(Character::isDigit) && !code.isEmpty() && code.length() < 9
                ? FqlError.ofCode(Integer.parseInt(code)).map(FqlError::text).orElse("")
                : "";
        StringBuilder message = new StringBuilder("error ").append(code);
        message.append(words.isEmpty() ? "" : ", " + words).append(about.isEmpty() ? "" : " (" + about + ")");
        message.append(sentence.isEmpty() ? "" : ": " + sentence);
        boolean login = code.equals(String.valueOf(FqlError.NOT_AUTHENTICATED.code()));
        return new AnswerKind(login ? ExitStatus.NOT_AUTHENTICATED : ExitStatus.SERVER_ERROR, message.toString());
    }

    private static JsonTree.@Nullable Members errorObject(@Nullable JsonTree answer, String name) {
        JsonTree body =
                answer instanceof JsonTree.Members members ? members.values().get(name) : null;
        if (body instanceof JsonTree.Members members) {
            Map<String, JsonTree> values = members.values();
            return values.get("_err") instanceof JsonTree.Members inner ? inner : members;
        }
        return null;
    }

    private static String text(JsonTree.Members error, String member) {
        JsonTree value = error.values().get(member);
        if (value instanceof JsonTree.Text text) {
            return text.value();
        }
        return value instanceof JsonTree.Literal literal ? literal.value() : "";
    }
}
