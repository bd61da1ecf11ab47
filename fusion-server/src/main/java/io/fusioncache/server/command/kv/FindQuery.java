package io.fusioncache.server.command.kv;

import com.google.re2j.Pattern;
import io.fusioncache.common.kv.KvStatus;
import io.fusioncache.server.command.json.CanonicalJson;
import io.fusioncache.server.command.json.Json;
import io.fusioncache.server.command.json.JsonNumbers;
import io.fusioncache.server.command.json.JsonValue;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What {@code KV_FIND} looks for.
 *
 * @param operator how a value is compared
 * @param operand with what
 * @param canonical the operand's canonical text, when it is an array or an object
 * @param path what is compared in an object; null compares the value itself
 * @param keys what the whole key must match; null for all
 */
record FindQuery(
        FindOperator operator,
        JsonValue operand,
        @Nullable String canonical,
        @Nullable JsonPointer path,
        @Nullable Pattern keys) {
    /**
     * Reads the members of the command's body.
     *
     * @throws KvFault when they are wrong
     */
    static FindQuery parse(List<KvField> fields) {
        FindOperator operator = null;
        JsonValue operand = null;
        JsonPointer path = null;
        Pattern keys = null;
        for (KvField field : fields) {
            switch (field.name()) {
                case "path" -> path = path(field.value());
                case "keyrgx" -> keys = pattern(field.value());
                default -> {
                    FindOperator next = operator(field.name());
                    if (operator != null) {
                        throw noOperator("there is one operator, not several");
                    }
                    operator = next;
                    operand = field.value();
                }
            }
        }
        if (operator == null || operand == null) {
            throw noOperator("one of == != > >= < <= is needed");
        }
        if (path == null && operand.kind() == ValueKind.OBJECT) {
            throw new KvFault(KvStatus.FIND_NO_PATH, "without a path no objects are compared");
        }
        boolean deep = operand.kind() == ValueKind.OBJECT || operand.kind() == ValueKind.ARRAY;
        return new FindQuery(operator, operand, deep ? CanonicalJson.of(operand.bytes()) : null, path, keys);
    }

    private static KvFault noOperator(String sentence) {
        return new KvFault(KvStatus.FIND_NO_OPERATOR, sentence);
    }

    /** A name that has a letter or is empty was meant for a field; anything else for an operator. */
    private static FindOperator operator(String name) {
        FindOperator operator = FindOperator.find(name);
        if (operator != null) {
            return operator;
        }
        if (name.isEmpty() || name.codePoints().anyMatch(Character::isLetterOrDigit)) {
            throw new KvFault(KvStatus.COMMAND_SYNTAX, "KV_FIND has no field " + name);
        }
        throw noOperator(name + " is none of == != > >= < <=");
    }

    private static JsonPointer path(JsonValue value) {
        JsonPointer path = value.kind() == ValueKind.STRING
                ? JsonPointer.parse(new String(value.bytes(), StandardCharsets.UTF_8))
                : null;
        if (path == null) {
            throw new KvFault(KvStatus.FIND_PATH_INVALID, "path is a JSON Pointer such as /address/city");
        }
        return path;
    }

    private static Pattern pattern(JsonValue value) {
        if (value.kind() != ValueKind.STRING || value.bytes().length == 0) {
            throw new KvFault(KvStatus.FIND_REG_EX_INVALID, "keyrgx is a regular expression");
        }
        return KeyPattern.compile(new String(value.bytes(), StandardCharsets.UTF_8));
    }

    /** True when the entry is looked for. */
    boolean matches(Entry entry) {
        Pattern wanted = keys;
        if (wanted != null && !wanted.matches(new String(entry.key(), StandardCharsets.UTF_8))) {
            return false;
        }
        JsonPointer to = path;
        if (to == null) {
            return compare(entry.kind(), entry.value());
        }
        if (entry.kind() != ValueKind.OBJECT) {
            return false;
        }
        try (JsonParser parser = Json.parser(entry.value(), 0, entry.value().length)) {
            parser.nextToken();
            return to.moveTo(parser) && compareAt(parser, entry.value());
        }
    }

    private boolean compareAt(JsonParser parser, byte[] source) {
        ValueKind kind = ValueKind.ofJson(source[Json.start(parser)]);
        if (kind != operand.kind()) {
            return false;
        }
        if (canonical != null) {
            return operator.isEquality() && operator.holds(canonical.equals(CanonicalJson.of(parser)) ? 0 : 1);
        }
        JsonValue value = kind == ValueKind.STRING
                ? new JsonValue(kind, parser.getString().getBytes(StandardCharsets.UTF_8))
                : JsonValue.read(parser, source);
        return compare(kind, value.bytes());
    }

    private boolean compare(ValueKind kind, byte[] value) {
        if (kind != operand.kind()) {
            return false;
        }
        return switch (kind) {
            // The texts false and true stand in the order of their meaning, and null is like itself.
            case STRING, BOOLEAN, NULL -> operator.holds(Arrays.compareUnsigned(value, operand.bytes()));
            case NUMBER -> operator.holds(JsonNumbers.compare(text(value), text(operand.bytes())));
            case ARRAY, OBJECT ->
                operator.isEquality() && operator.holds(CanonicalJson.of(value).equals(canonical) ? 0 : 1);
        };
    }

    private static String text(byte[] number) {
        return new String(number, StandardCharsets.US_ASCII);
    }
}
