package io.fusioncache.server.command.json;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Decimals;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import io.fusioncache.server.engine.keyspace.ValueKind;
import org.jspecify.annotations.Nullable;

/** {@code JSON.NUMINCRBY key path increment}: answers the new number as JSON. */
public final class JsonNumberIncrement extends JsonChange {
    /** The command. */
    public JsonNumberIncrement() {
        super("JSON.NUMINCRBY", "a number");
    }

    @Override
    public void run(Invocation call) {
        change(call, JsonPath.parse(call.text(2)), 3, Decimals.LONGEST);
    }

    @Override
    byte @Nullable [] changed(byte[] before, Invocation call, int firstValue) {
        JsonValue amount = JsonReplies.value(call, firstValue);
        if (amount.kind() != ValueKind.NUMBER) {
            throw new CommandException(Errors.NOT_A_FLOAT);
        }
        if (ValueKind.ofJson(before[0]) != ValueKind.NUMBER) {
            return null;
        }
        return Decimals.print(
                Decimals.parse(before, Errors.NOT_A_FLOAT).add(Decimals.parse(amount.bytes(), Errors.NOT_A_FLOAT)));
    }

    @Override
    void answer(byte[] after, boolean legacy, ReplyWriter reply) {
        reply.json(legacy ? after : JsonReplies.inArray(after));
    }

    @Override
    boolean answersText() {
        return true;
    }
}
