package io.fusioncache.server.command.json;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import org.jspecify.annotations.Nullable;

/** What the commands {@code JSON.*} reply in common. */
final class JsonReplies {
    private JsonReplies() {}

    /** The error for a path of the older kind that points to nothing. */
    static CommandException noSuchPath(JsonPath path) {
        return new CommandException("ERR Path '" + path + "' does not exist");
    }

    /** The error for a value that is not what the command works on. */
    static CommandException wrongType(JsonPath path, String wanted) {
        return new CommandException("WRONGTYPE Path '" + path + "' does not hold " + wanted);
    }

    /** The argument as a value. */
    static JsonValue value(Invocation call, int index) {
        byte[] text = call.argument(index);
        call.memory().take(JsonShape.reading(text));
        try {
            return JsonValue.parse(text);
        } catch (JsonFault fault) {
            throw new CommandException("ERR invalid JSON: " + fault.sentence());
        }
    }

    /** What a path finds, as {@code JSON.GET} answers it; null when an older path finds nothing. */
    static byte @Nullable [] found(JsonDocument document, JsonPath path) {
        byte[] found = document.find(path);
        if (path.isLegacy()) {
            return found;
        }
        return found == null ? new byte[] {'[', ']'} : inArray(found);
    }

    static byte[] inArray(byte[] json) {
        byte[] array = new byte[json.length + 2];
        array[0] = '[';
        System.arraycopy(json, 0, array, 1, json.length);
        array[json.length + 1] = ']';
        return array;
    }
}
