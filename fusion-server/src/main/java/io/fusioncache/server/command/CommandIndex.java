package io.fusioncache.server.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a command by the bytes of its name in any case of letters, without making a string of them. */
final class CommandIndex {
    private final @Nullable Command[] slots;

    CommandIndex(List<Command> commands) {
        slots = new Command[Integer.highestOneBit(Math.max(commands.size(), 1)) * 4];
        for (Command command : commands) {
            int slot = hash(command.spec().shortName().getBytes(StandardCharsets.US_ASCII));
            while (slots[slot] != null) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = command;
        }
    }

    @Nullable
    Command find(byte[] name) {
        int slot = hash(name);
        Command command = slots[slot];
        while (command != null && !Words.equalsIgnoreCase(name, command.spec().shortName())) {
            slot = slot + 1 & slots.length - 1;
            command = slots[slot];
        }
        return command;
    }

    private int hash(byte[] name) {
        int hash = name.length;
        for (byte letter : name) {
            hash = hash * 31 + Words.upper(letter);
        }
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
