package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import org.jspecify.annotations.Nullable;

/** {@code JSON.MGET key [key ...] path}: nil where the key or the path does not exist. */
public final class JsonGetMultiple extends Command {
    /** The command. */
    public JsonGetMultiple() {
        super("JSON.MGET");
    }

    @Override
    public void run(Invocation call) {
        byte[][] keys = new byte[call.count() - 2][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = call.key(i + 1);
        }
        JsonPath path = JsonPath.parse(call.text(call.count() - 1));
        @Nullable
        Entry[] entries = call.keyspace().getTogether(keys, !call.client().isNoTouch());
        call.reply().array(entries.length);
        for (Entry entry : entries) {
            Entry readable = entry == null ? null : entry.readable();
            long taken = readable == null ? 0 : JsonDocument.findingBytes(readable);
            call.memory().take(taken);
            byte[] found = readable == null ? null : JsonReplies.found(JsonDocument.of(readable), path);
            if (found == null) {
                call.reply().nil();
            } else {
                call.reply().json(found);
            }
            call.memory().giveBack(taken);
        }
    }
}
