package io.fusioncache.server.command.json;

import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.engine.keyspace.EntrySlot;

/** Stores changed JSON text in the place of what was there. */
final class JsonStorage {
    private JsonStorage() {}

    /**
     * Stores JSON, keeping the deadline; always true.
     *
     * @throws CommandException when what was put together is nested too deep
     */
    static boolean put(EntrySlot slot, byte[] json) {
        try {
            JsonValue value = JsonValue.parse(json);
            slot.put(value.kind(), value.bytes(), slot.deadline());
            return true;
        } catch (JsonFault fault) {
            throw new CommandException("ERR invalid JSON: " + fault.sentence());
        }
    }
}
