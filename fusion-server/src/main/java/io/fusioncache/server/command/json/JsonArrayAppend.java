package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import org.jspecify.annotations.Nullable;

/** {@code JSON.ARRAPPEND key path value [value ...]}: answers the new length. */
public final class JsonArrayAppend extends JsonChange {
    /** The command. */
    public JsonArrayAppend() {
        super("JSON.ARRAPPEND", "an array");
    }

    @Override
    public void run(Invocation call) {
        JsonPath path = JsonPath.parse(call.text(2));
        long added = 0;
        for (int i = 3; i < call.count(); i++) {
            added += call.argument(i).length + 1L;
        }
        change(call, path, 3, added);
    }

    @Override
    byte @Nullable [] changed(byte[] before, Invocation call, int firstValue) {
        if (before[0] != '[') {
            return null;
        }
        JsonContainer array = JsonContainer.of(before);
        for (int i = firstValue; i < call.count(); i++) {
            JsonValue value = JsonReplies.value(call, i);
            array.add(JsonValue.text(value.kind(), value.bytes()));
        }
        return array.toBytes();
    }

    @Override
    void answer(byte[] after, boolean legacy, ReplyWriter reply) {
        reply.integer(JsonContainer.of(after).items().size());
    }
}
