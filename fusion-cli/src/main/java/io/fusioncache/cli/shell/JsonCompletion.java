package io.fusioncache.cli.shell;

import io.fusioncache.cli.render.JsonPrinter;
import io.fusioncache.cli.shell.JsonPlace.Expected;
import io.fusioncache.common.fql.QueryName;
import io.fusioncache.common.fql.QuerySpec;
import io.fusioncache.common.kv.KvCommandSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Tab offers inside JSON: query names first, then what the query takes at that place. */
final class JsonCompletion {
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=", "in", "rgx");
    private static final List<String> TYPES = List.of("string", "int", "uint", "decimal", "bool", "any");

    private final KnownNames names;
    private final JsonPlace place;
    private final List<Suggestion> suggestions = new ArrayList<>();

    private JsonCompletion(KnownNames names, JsonPlace place) {
        this.names = names;
        this.place = place;
    }

    /** What fits at the end of the text. */
    static Completion at(String text, int start, KnownNames names) {
        JsonPlace place = JsonPlace.atEnd(text, start);
        JsonCompletion completion = new JsonCompletion(names, place);
        completion.fill();
        return new Completion(place.start(), completion.suggestions);
    }

    private void fill() {
        if (place.expects() == Expected.COLON) {
            offer(":", ":", "");
        } else if (place.path().isEmpty() && place.expects() == Expected.NAME) {
            QuerySpec.all().forEach(spec -> name(spec.name().name(), "{", spec.summary()));
            keyValueNames();
        } else if (!place.path().isEmpty()) {
            inRequest(place.path().getFirst());
        }
        boolean mayEnd = place.expects() == Expected.END || place.expects() == Expected.NAME;
        if (mayEnd && place.typed().isEmpty() && !place.closers().isEmpty()) {
            offer(place.closers(), place.closers(), "the end");
        }
    }

    /** All of them once their prefix is begun; before, the prefix stands for them. */
    private void keyValueNames() {
        if (place.typed().isEmpty()) {
            offer("\"KV_", "KV_", "key-value commands");
        } else {
            KvCommandSpec.all().forEach(spec -> name(spec.name(), opening(spec), spec.body()));
        }
    }

    private static String opening(KvCommandSpec spec) {
        return spec.form() == KvCommandSpec.Form.ARRAY || spec.form() == KvCommandSpec.Form.ARRAY_OR_OBJECT
                ? "[\""
                : "{";
    }

    private void inRequest(String name) {
        QueryName query = QueryName.of(name);
        if (query != null) {
            inQuery(QuerySpec.of(query), place.path().subList(1, place.path().size()));
        } else if (name.startsWith("KV_") && place.path().size() == 1) {
            inCommand(name);
        }
    }

    private void inCommand(String name) {
        if (name.equals("KV_FIND")) {
            if (place.expects() == Expected.NAME) {
                name("path", "\"/", "JSON Pointer into the value");
                name("keyrgx", "\"", "regular expression for the whole key");
                COMPARISONS.subList(0, 6).forEach(comparison -> name(comparison, "", "compares the value"));
            }
            return;
        }
        boolean composites = name.equals("KV_GET_FUSED") || name.equals("KV_UNFUSE") || name.equals("KV_FUSE_INFO");
        for (String key : composites ? names.composites(place.typed()) : names.keys(place.typed())) {
            if (place.expects() == Expected.NAME) {
                name(key, "", "");
            } else if (place.expects() == Expected.VALUE && place.inArray()) {
                text(key, "");
            }
        }
    }

    private void inQuery(QuerySpec query, List<String> path) {
        switch (query.shape()) {
            case CLASS -> inClassQuery(query, path);
            case DEFINITIONS -> inDefinitions(query, path);
            case NAMED_CLASS -> inNamedClass(query, path);
            case PLAIN -> attributes(query, path);
        }
    }

    private void attributes(QuerySpec query, List<String> path) {
        if (path.isEmpty() && place.expects() == Expected.NAME) {
            query.attributes().forEach(attribute -> name(attribute, after(attribute), "attribute of " + query.name()));
            name("_metrics", "true", "how long it took");
            name("_qid", "\"", "comes back in the answer");
        }
    }

    private static String after(String attribute) {
        return switch (attribute) {
            case "_class", "_rsp", "_confirm" -> "\"";
            case "_oids" -> "[\"";
            case "_objects" -> "[{";
            case "_where" -> "{";
            case "_deep" -> "true";
            default -> "";
        };
    }

    private void inClassQuery(QuerySpec query, List<String> path) {
        if (path.isEmpty()) {
            if (place.expects() == Expected.NAME) {
                names.schema().classes().forEach((name, members) -> name(name, "{", "class: " + some(members)));
            }
            attributes(query, path);
            return;
        }
        List<String> members = path.subList(1, path.size());
        if (members.isEmpty() && place.expects() == Expected.NAME) {
            query.classAttributes()
                    .forEach(attribute -> name(attribute, after(attribute), "attribute of " + query.name()));
        }
        boolean where = !members.isEmpty() && members.getFirst().equals("_where");
        boolean isChange = query.name() == QueryName.UPDATE && !where;
        members(path.getFirst(), where ? members.subList(1, members.size()) : members, !isChange);
    }

    private void inNamedClass(QuerySpec query, List<String> path) {
        attributes(query, path);
        if (path.isEmpty()) {
            return;
        }
        if (path.getFirst().equals("_class") && place.expects() == Expected.VALUE) {
            names.schema().classes().forEach((name, members) -> text(name, some(members)));
        } else if (path.getFirst().equals("_objects")) {
            members(place.siblings().getOrDefault("_class", ""), path.subList(1, path.size()), false);
        }
    }

    private void inDefinitions(QuerySpec query, List<String> path) {
        attributes(query, path);
        if (path.size() == 3 && place.expects() == Expected.NAME) {
            name("_type", "\"", "type of the member");
            name("_index", "true", "finds by this member without a scan");
        }
        boolean type = path.size() == 2 || (path.size() == 3 && path.getLast().equals("_type"));
        if (type && place.expects() == Expected.VALUE) {
            TYPES.forEach(name -> text(name, "type"));
            names.schema().classes().keySet().forEach(name -> text(name, "link to a class"));
        }
    }

    /** Members of the class that the path leads to, or comparisons where it leads to a scalar. */
    private void members(String root, List<String> path, boolean comparisons) {
        if (place.expects() != Expected.NAME) {
            return;
        }
        Schema schema = names.schema();
        String className = schema.follow(root, path);
        Map<String, String> members = className == null ? null : schema.members(className);
        if (members != null) {
            members.forEach((member, type) -> name(member, opening(type, schema), type));
        } else if (comparisons && !path.isEmpty()) {
            COMPARISONS.forEach(
                    name -> name(name, name.equals("in") ? "[" : name.equals("rgx") ? "\"" : "", "compares"));
        }
    }

    private static String opening(String type, Schema schema) {
        if (schema.classes().containsKey(type.replace("[]", ""))) {
            return "{";
        }
        return type.equals("string") || type.equals("string[]") ? "\"" : "";
    }

    private static String some(Map<String, String> members) {
        String all = String.join(", ", members.keySet());
        return all.length() > 50 ? all.substring(0, 47) + "..." : all;
    }

    private void name(String name, String opening, String description) {
        offer(JsonPrinter.quote(name) + ":" + opening, name, description);
    }

    private void text(String value, String description) {
        offer(JsonPrinter.quote(value), value, description);
    }

    private void offer(String value, String display, String description) {
        if (display.toLowerCase(Locale.ROOT).startsWith(place.typed().toLowerCase(Locale.ROOT))) {
            suggestions.add(Suggestion.part(value, display, description));
        }
    }
}
