package io.fusioncache.server.command.kv;

import io.fusioncache.server.command.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A member of a command's object, or an item of its array. */
final class KvField {
    private final @Nullable String name;
    private final JsonValue value;

    KvField(@Nullable String name, JsonValue value) {
        this.name = name;
        this.value = value;
    }

    /** The member's name; empty for an item. */
    String name() {
        return name == null ? "" : name;
    }

    /** Its value. */
    JsonValue value() {
        return value;
    }
}
