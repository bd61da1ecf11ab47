package io.fusioncache.cli.shell;

import io.fusioncache.cli.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a server, by name.
 *
 * @param classes each class's members with their types, in the order of their definition
 */
record Schema(Map<String, SequencedMap<String, String>> classes) {
    /** No class. */
    static final Schema EMPTY = new Schema(Map.of());

    /** Reads the answer to {@code CLASSES}; no class when it is none. */
    static Schema ofAnswer(String answer) {
        Map<String, SequencedMap<String, String>> classes = new LinkedHashMap<>();
        if (JsonTree.parse(answer) instanceof JsonTree.Members members
                && members.values().get("CLASSES_RSP") instanceof JsonTree.Items items) {
            for (JsonTree item : items.values()) {
                if (item instanceof JsonTree.Members definition) {
                    definition.values().forEach((name, body) -> classes.put(name, members(body)));
                }
            }
        }
        return new Schema(classes);
    }

    private static SequencedMap<String, String> members(JsonTree body) {
        SequencedMap<String, String> types = new LinkedHashMap<>();
        if (body instanceof JsonTree.Members members) {
            members.values().forEach((name, definition) -> {
                JsonTree type = definition instanceof JsonTree.Members expanded
                        ? expanded.values().get("_type")
                        : definition;
                types.put(name, type instanceof JsonTree.Text text ? text.value() : "any");
            });
        }
        return types;
    }

    /** The members of a class, or null when there is no such class. */
    @Nullable
    SequencedMap<String, String> members(String className) {
        return classes.get(className);
    }

    /** The class that a path of members leads to from a class; null when one of them is no link. */
    @Nullable
    String follow(String from, List<String> path) {
        String className = classes.containsKey(from) ? from : null;
        for (String member : path) {
            SequencedMap<String, String> members = className == null ? null : members(className);
            String type = members == null ? null : members.get(member);
            String target = type == null ? null : type.replace("[]", "");
            boolean wrapped = target == null && member.equals(className);
            className = wrapped ? className : target != null && classes.containsKey(target) ? target : null;
        }
        return className;
    }
}
