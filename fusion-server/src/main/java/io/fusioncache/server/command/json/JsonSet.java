package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Errors;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;

/** {@code JSON.SET key path json [NX | XX]}: nil when the condition or the place is not there. */
public final class JsonSet extends Command {
    /** The command. */
    public JsonSet() {
        super("JSON.SET");
    }

    @Override
    public boolean keepsArguments() {
        return true;
    }

    @Override
    public void run(Invocation call) {
        byte[] key = call.key(1);
        JsonPath path = JsonPath.parse(call.text(2));
        JsonValue value = JsonReplies.value(call, 3);
        // A name may have to be escaped.
        long added = call.argument(2).length * 6L + call.argument(3).length + 8;
        boolean onlyNew = call.count() == 5 && call.is(4, "NX");
        boolean onlyPresent = call.count() == 5 && call.is(4, "XX");
        if (call.count() > 4 && !onlyNew && !onlyPresent) {
            throw new CommandException(Errors.SYNTAX);
        }
        boolean stored = path.isRoot()
                ? call.keyspace().update(key, value.bytes().length, slot -> {
                    boolean allowed = slot.entry() == null ? !onlyPresent : !onlyNew;
                    if (allowed) {
                        slot.put(value.kind(), value.bytes(), Entry.NEVER);
                    }
                    return allowed;
                })
                : call.keyspace().change(key, JsonDocument.changing(path, added), slot -> {
                    Entry entry = slot.entry();
                    if (entry == null) {
                        throw new CommandException("ERR new objects must be created at the root");
                    }
                    JsonDocument document = JsonDocument.of(entry);
                    if (document.find(path) == null ? onlyPresent : onlyNew) {
                        return false;
                    }
                    byte[] after = document.change(path, before -> JsonValue.text(value.kind(), value.bytes()));
                    return after != null && JsonStorage.put(slot, after);
                });
        if (stored) {
            call.reply().status("OK");
        } else {
            call.reply().nil();
        }
    }
}
