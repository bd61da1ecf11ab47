package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code JSON.DEL key [path]}: how many values went. */
public final class JsonDelete extends Command {
    /** The command. */
    public JsonDelete() {
        super("JSON.DEL");
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        if (call.count() > 3) {
            throw Invocation.wrongNumberOfArguments(this);
        }
        JsonPath path = call.count() == 3 ? JsonPath.parse(call.text(2)) : JsonPath.root();
        boolean removed = call.keyspace().change(key, JsonDocument.changing(path, 0), slot -> {
            Entry entry = slot.entry();
            if (entry == null) {
                return false;
            }
            if (path.isRoot()) {
                slot.remove();
                return true;
            }
            JsonDocument document = JsonDocument.of(entry);
            byte[] after = document.find(path) == null ? null : document.change(path, before -> null);
            return after != null && JsonStorage.put(slot, after);
        });
        call.reply().integer(removed ? 1 : 0);
    }
}
