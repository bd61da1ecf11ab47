package io.fusioncache.cli.render;

import io.fusioncache.cli.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * An answer as rows. Links become dotted columns without the class name that is written around them; lists stay JSON.
 *
 * @param columns in the order in which they were first seen
 * @param rows a cell for each column that the row has
 * @param flat whether every value was a scalar
 */
record RowSet(SequencedSet<String> columns, List<Map<String, JsonTree>> rows, boolean flat) {
    /** The rows of an answer, or null when it is no list. */
    static @Nullable RowSet of(JsonTree answer) {
        JsonTree content = answer instanceof JsonTree.Members members ? content(members) : answer;
        List<JsonTree> items = switch (content) {
            case JsonTree.Items list -> list.values();
            case JsonTree.Members one -> objectsOfAnswer(one);
            default -> null;
        };
        if (items == null || (!items.isEmpty() && !items.stream().allMatch(JsonTree.Members.class::isInstance))) {
            return null;
        }
        Builder builder = new Builder();
        for (JsonTree item : items) {
            builder.add((JsonTree.Members) JsonTree.unwrapped(item));
        }
        return new RowSet(builder.columns, builder.rows, builder.flat);
    }

    /** What stands under {@code FIND_RSP} and its like; the answer itself when nothing does. */
    static JsonTree content(JsonTree.Members answer) {
        for (Map.Entry<String, JsonTree> entry : answer.values().entrySet()) {
            if (entry.getKey().endsWith("_RSP")) {
                return entry.getValue();
            }
        }
        return answer;
    }

    /** {@code GET_RSP} and {@code OIDS_RSP} hold their list in a member; any other object is one row. */
    private static List<JsonTree> objectsOfAnswer(JsonTree.Members body) {
        if (body.values().get("_objects") instanceof JsonTree.Items objects) {
            return objects.values();
        }
        if (body.values().get("_oids") instanceof JsonTree.Items oids) {
            return oids.values().stream()
                    .map(oid -> (JsonTree) new JsonTree.Members(Map.of("_oid", oid)))
                    .toList();
        }
        return List.of(body);
    }

    private static final class Builder {
        private final SequencedSet<String> columns = new LinkedHashSet<>();
        private final List<Map<String, JsonTree>> rows = new ArrayList<>();
        private boolean flat = true;

        void add(JsonTree.Members object) {
            Map<String, JsonTree> row = new LinkedHashMap<>();
            put("", object, row);
            rows.add(row);
        }

        private void put(String prefix, JsonTree.Members object, Map<String, JsonTree> row) {
            for (Map.Entry<String, JsonTree> entry : object.values().entrySet()) {
                String column = prefix + entry.getKey();
                JsonTree value = JsonTree.unwrapped(entry.getValue());
                if (value instanceof JsonTree.Members nested && !nested.values().isEmpty()) {
                    flat = false;
                    put(column + ".", nested, row);
                } else {
                    flat &= !(value instanceof JsonTree.Items);
                    columns.add(column);
                    row.put(column, value);
                }
            }
        }
    }
}
