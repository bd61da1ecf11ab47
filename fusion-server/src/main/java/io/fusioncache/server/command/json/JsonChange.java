package io.fusioncache.server.command.json;

import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.CommandException;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.command.ReplyWriter;
import io.fusioncache.server.engine.keyspace.Entry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A command that changes one value within the JSON of a key and answers something about it. In an answer to a path of
 * the newer kind it stands in an array, nil when the path points to a value of another kind; the older kind has errors.
 */
abstract class JsonChange extends Command {
    private final String wanted;

    /**
     * A command of the table.
     *
     * @param wanted what it works on, with its article
     */
    JsonChange(String name, String wanted) {
        super(name);
        this.wanted = wanted;
    }

    /** The value after the change, or null when the value is of another kind. */
    abstract byte @Nullable [] changed(byte[] before, Invocation call, int firstValue);

    /** What is answered about the value after the change. */
    abstract void answer(byte[] after, boolean legacy, ReplyWriter reply);

    /** Whether {@code []} or {@code [null]} of a newer path is JSON text rather than a list. */
    boolean answersText() {
        return false;
    }

    final void change(Invocation call, JsonPath path, int firstValue, long added) {
        byte[] key = call.key(1);
        byte[][] result = new byte[1][];
        boolean found = call.keyspace().change(key, JsonDocument.changing(path, added), slot -> {
            Entry entry = slot.entry();
            if (entry == null) {
                throw new CommandException("ERR could not perform this operation on a key that doesn't exist");
            }
            JsonDocument document = JsonDocument.of(entry);
            byte[] before = document.find(path);
            byte[] after = before == null ? null : changed(before, call, firstValue);
            if (after != null) {
                result[0] = after;
                byte[] text = document.change(path, ignored -> after);
                return text != null && JsonStorage.put(slot, text);
            }
            if (path.isLegacy()) {
                throw before == null ? JsonReplies.noSuchPath(path) : JsonReplies.wrongType(path, wanted);
            }
            return before != null;
        });
        reply(call.reply(), path, found, result[0]);
    }

    private void reply(ReplyWriter reply, JsonPath path, boolean found, byte @Nullable [] after) {
        if (answersText() && after == null) {
            reply.json((found ? "[null]" : "[]").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        if (!path.isLegacy() && !answersText()) {
            reply.array(found ? 1 : 0);
        }
        if (after != null) {
            answer(after, path.isLegacy(), reply);
        } else if (found) {
            reply.nil();
        }
    }
}
