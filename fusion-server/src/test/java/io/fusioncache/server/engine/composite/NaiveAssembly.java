package io.fusioncache.server.engine.composite;

import io.fusioncache.server.engine.keyspace.Entry;
import io.fusioncache.server.engine.keyspace.Keyspace;
import io.fusioncache.server.engine.keyspace.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a composite should be, put together from the key space as a tree, without keeping anything. */
final class NaiveAssembly {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Keyspace keyspace;
    private final Map<String, List<String>> recipes;

    NaiveAssembly(Keyspace keyspace, Map<String, List<String>> recipes) {
        this.keyspace = keyspace;
        this.recipes = recipes;
    }

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    JsonNode of(String composite, ResultForm form) {
        return assemble(composite, form, new LinkedHashSet<>());
    }

    private ObjectNode assemble(String composite, ResultForm form, Set<String> missing) {
        ObjectNode result = MAPPER.createObjectNode();
        ArrayNode fragments = result.putArray("fragments");
        for (String key : recipes.getOrDefault(composite, List.of())) {
            ObjectNode fragment = MAPPER.createObjectNode().put("key", key);
            if (recipes.containsKey(key)) {
                Set<String> innerMissing = new LinkedHashSet<>();
                ObjectNode inner = assemble(key, form, innerMissing);
                missing.addAll(innerMissing);
                if (form == ResultForm.JSON) {
                    fragment.set("value", inner);
                } else {
                    fragment.put("value", MAPPER.writeValueAsString(inner));
                }
                fragments.add(fragment);
                continue;
            }
            Entry entry = keyspace.peek(Fixture.bytes(key));
            if (entry == null) {
                missing.add(key);
                continue;
            }
            String text = Fixture.text(entry.value());
            if (form == ResultForm.JSON && entry.kind() != ValueKind.STRING) {
                fragment.set("value", MAPPER.readTree(text));
            } else {
                fragment.put("value", text);
            }
            fragments.add(fragment);
        }
        if (!missing.isEmpty()) {
            ArrayNode names = result.putArray("missing_keys");
            new ArrayList<>(missing).forEach(names::add);
        }
        result.put("complete", missing.isEmpty());
        return result;
    }
}
