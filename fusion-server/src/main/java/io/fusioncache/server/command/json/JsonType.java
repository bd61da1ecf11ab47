package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.ValueKind;

/** {@code JSON.TYPE key [path]}. */
public final class JsonType extends Command {
    /** The command. */
    public JsonType() {
        super("JSON.TYPE");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.read(call.key(1));
        if (call.count() > 3) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        JsonPath path = call.count() == 3 ? JsonPath.parse(call.text(2)) : JsonPath.root();
        if (entry != null) {
            call.memory().take(JsonDocument.findingBytes(entry));
        }
        byte[] found = entry == null ? null : JsonDocument.of(entry).find(path);
        if (entry == null || (found == null && path.isLegacy())) {
            call.reply().nil();
            return;
        }
        if (!path.isLegacy()) {
            call.reply().array(found == null ? 0 : 1);
        }
        if (found != null) {
            call.reply().bulk(name(found));
        }
    }

    private static String name(byte[] json) {
        return switch (ValueKind.ofJson(json[0])) {
            case STRING -> "string";
            case NUMBER -> isInteger(json) ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case OBJECT -> "object";
            case ARRAY -> "array";
        };
    }

    private static boolean isInteger(byte[] json) {
        for (byte character : json) {
            if (character == '.' || character == 'e' || character == 'E') {
                return false;
            }
        }
        return true;
    }
}
