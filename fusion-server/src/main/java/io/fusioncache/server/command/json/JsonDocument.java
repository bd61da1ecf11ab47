package io.fusioncache.server.command.json;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.MemoryNeed;
import io.fusioncache.server.engine.keyspace.ValueKind;
import io.fusioncache.server.engine.memory.HeapArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a key as JSON text, in which paths are followed and changed; a change makes new text. */
final class JsonDocument {
    private static final int COPIES_TO_FIND = 3;
    private static final int COPIES_TO_STORE = 4;
    private static final int COPIES_TO_QUOTE = 2;

    private final byte[] json;

    JsonDocument(byte[] json) {
        this.json = json;
    }

    /** A key's value. */
    static JsonDocument of(Entry entry) {
        return new JsonDocument(JsonValue.text(entry.kind(), entry.value()));
    }

    /** What {@link #find} takes of a value's text, in bytes: two levels of it are there at once, and what is found. */
    static long findingBytes(Entry entry) {
        return working(entry, COPIES_TO_FIND);
    }

    private static long working(Entry entry, int copies) {
        return entry.kind() == ValueKind.STRING
                ? (copies + COPIES_TO_QUOTE) * HeapArrays.bytes(quotedLength(entry.value()))
                : JsonShape.takingApart(entry.value(), copies);
    }

    /** How long the characters of a string become as JSON, at most; bytes that are no UTF-8 become a third longer. */
    private static long quotedLength(byte[] characters) {
        long length = 12L + characters.length / 3;
        for (byte next : characters) {
            length += next >= 0 && next < ' ' ? 6 : next == '"' || next == '\\' ? 2 : 1;
        }
        return length;
    }

    /**
     * What a change along a path takes, in bytes: each step copies what it goes into, and two levels of the new text
     * are there at once, beside the value that is made of it.
     *
     * @param added the most bytes that the new text can have beyond the old one
     */
    static MemoryNeed changing(JsonPath path, long added) {
        return entry -> entry == null
                ? 0
                : working(entry, COPIES_TO_FIND + path.steps().size())
                        + COPIES_TO_STORE * HeapArrays.bytes(entry.value().length + added);
    }

    /** What a path points to, or null. */
    byte @Nullable [] find(JsonPath path) {
        byte[] found = json;
        for (JsonPath.Step step : path.steps()) {
            JsonContainer container = container(found);
            int index = container == null ? -1 : place(container, step);
            if (container == null || index < 0) {
                return null;
            }
            found = container.items().get(index).text().toBytes();
        }
        return found;
    }

    /**
     * The text with something else in the place that a path points to.
     *
     * @param change from what is there, null for nothing, to what shall be there, null for nothing
     * @return null when there is no such place: the value around it does not exist or is of another kind
     */
    byte @Nullable [] change(JsonPath path, Change change) {
        return change(json, path.steps(), change);
    }

    /** From what is there to what shall be there. */
    @FunctionalInterface
    interface Change {
        byte @Nullable [] apply(byte @Nullable [] before);
    }

    private static byte @Nullable [] change(byte[] json, List<JsonPath.Step> steps, Change change) {
        if (steps.isEmpty()) {
            return change.apply(json);
        }
        JsonContainer container = container(json);
        if (container == null) {
            return null;
        }
        JsonPath.Step step = steps.getFirst();
        List<JsonPath.Step> rest = steps.subList(1, steps.size());
        int index = place(container, step);
        if (index >= 0) {
            byte[] before = container.items().get(index).text().toBytes();
            byte[] after = change(before, rest, change);
            if (after != null) {
                container.replace(index, after);
            } else if (rest.isEmpty()) {
                container.items().remove(index);
            } else {
                return null;
            }
        } else if (rest.isEmpty() && step instanceof JsonPath.Member member && container.isObject()) {
            byte[] after = change.apply(null);
            if (after == null) {
                return null;
            }
            container.add(member.name(), after);
        } else {
            return null;
        }
        return container.toBytes();
    }

    private static @Nullable JsonContainer container(byte[] json) {
        int first = 0;
        while (json[first] <= ' ') {
            first++;
        }
        return json[first] == '{' || json[first] == '[' ? JsonContainer.of(json) : null;
    }

    private static int place(JsonContainer container, JsonPath.Step step) {
        return switch (step) {
            case JsonPath.Member member -> container.isObject() ? container.indexOf(member.name()) : -1;
            case JsonPath.Index index -> {
                int size = container.isObject() ? 0 : container.items().size();
                int position = index.position() < 0 ? index.position() + size : index.position();
                yield position >= 0 && position < size ? position : -1;
            }
        };
    }
}
