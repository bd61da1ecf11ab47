package io.fusioncache.server.command.json;

import io.fusioncache.server.buffer.AnswerBuffer;
import io.fusioncache.server.command.Command;
import io.fusioncache.server.command.Invocation;
import io.fusioncache.server.engine.keyspace.Entry;
import java.util.ArrayList;
import java.util.List;

/** {@code JSON.GET key [path ...]}: with several paths an object of them. */
public final class JsonGet extends Command {
    /** The command. */
    public JsonGet() {
        super("JSON.GET");
    }

    @Override
    public void run(Invocation call) {
        Entry entry = call.read(call.key(1));
        List<JsonPath> paths = new ArrayList<>();
        for (int i = 2; i < call.count(); i++) {
            paths.add(JsonPath.parse(call.text(i)));
        }
        if (entry == null) {
            call.reply().nil();
            return;
        }
        call.memory().take(JsonDocument.findingBytes(entry) * Math.max(1, paths.size()));
        JsonDocument document = JsonDocument.of(entry);
        if (paths.size() > 1) {
            call.reply().json(several(document, paths));
        } else {
            call.reply().json(one(document, paths.isEmpty() ? JsonPath.root() : paths.getFirst()));
        }
    }

    private static byte[] one(JsonDocument document, JsonPath path) {
        byte[] found = JsonReplies.found(document, path);
        if (found == null) {
            throw JsonReplies.noSuchPath(path);
        }
        return found;
    }

    private static byte[] several(JsonDocument document, List<JsonPath> paths) {
        AnswerBuffer text = new AnswerBuffer();
        char separator = '{';
        for (JsonPath path : paths) {
            text.put(separator);
            JsonOutput.string(text, path.toString());
            text.put(':');
            text.put(one(document, path));
            separator = ',';
        }
        text.put('}');
        return text.toByteArray();
    }
}
