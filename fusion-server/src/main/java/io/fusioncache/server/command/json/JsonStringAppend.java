package io.fusioncache.server.command.json;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code JSON.STRAPPEND key [path] value}: answers the new length in characters of UTF-16. */
public final class JsonStringAppend extends JsonChange {
    /** The command. */
    public JsonStringAppend() {
        super("JSON.STRAPPEND", "a string");
    }

    @Override
    public void run(Invocation call) {
        if (call.count() > 4) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        JsonPath path = call.count() == 4 ? JsonPath.parse(call.text(2)) : JsonPath.root();
        int value = call.count() - 1;
        change(call, path, value, call.argument(value).length * 6L);
    }

    @Override
    byte @Nullable [] changed(byte[] before, Invocation call, int firstValue) {
        JsonValue added = JsonReplies.value(call, firstValue);
        if (added.kind() != ValueKind.STRING) {
            throw new CommandException("ERR the value must be a JSON string");
        }
        if (before[0] != '"') {
            return null;
        }
        byte[] characters = JsonValue.parse(before).bytes();
        byte[] longer = Arrays.copyOf(characters, characters.length + added.bytes().length);
        System.arraycopy(added.bytes(), 0, longer, characters.length, added.bytes().length);
        return JsonValue.text(ValueKind.STRING, longer);
    }

    @Override
    void answer(byte[] after, boolean legacy, ReplyWriter reply) {
        reply.integer(new String(JsonValue.parse(after).bytes(), StandardCharsets.UTF_8).length());
    }
}
