package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The classes that the server has.
 *
 * @param classes by name, in the server's order
 */
public record Schema(SequencedMap<String, ObjectClass> classes) {
    private static final Set<String> SCALARS = Set.of("string", "int", "uint", "decimal", "bool", "any");

    /** A class and its members, in the order of its definition. */
    public record ObjectClass(String name, SequencedMap<String, Member> members) {}

    /**
     * A member.
     *
     * @param type the type without brackets: a scalar's, or the name of a class
     * @param isList whether it was written with brackets
     * @param isIndexed whether there is an index
     */
    public record Member(String type, boolean isList, boolean isIndexed) {
        boolean isLink() {
            return !SCALARS.contains(type);
        }
    }

    /** Reads the answer to {@code CLASSES}: a list of objects with the classes in them. */
    static Schema ofClassesAnswer(JsonTree answer) {
        SequencedMap<String, ObjectClass> classes = new LinkedHashMap<>();
        if (answer instanceof JsonTree.Members members
                && members.values().get("CLASSES_RSP") instanceof JsonTree.Items list) {
            for (JsonTree item : list.values()) {
                if (item instanceof JsonTree.Members definitions) {
                    classes.putAll(ofDefinitions(definitions).classes());
                }
            }
        }
        return new Schema(classes);
    }

    /** Reads definitions as {@code CREATE_CLASSES} takes them. What is wrong in them is left for the server to tell. */
    static Schema ofDefinitions(JsonTree.Members definitions) {
        SequencedMap<String, ObjectClass> classes = new LinkedHashMap<>();
        definitions.values().forEach((name, body) -> {
            if (body instanceof JsonTree.Members members) {
                classes.put(name, new ObjectClass(name, members(members)));
            }
        });
        return new Schema(classes);
    }

    private static SequencedMap<String, Member> members(JsonTree.Members definition) {
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        definition.values().forEach((name, value) -> {
            if (value instanceof JsonTree.Text type) {
                members.put(name, member(type.value(), false));
            } else if (value instanceof JsonTree.Members expanded
                    && expanded.values().get("_type") instanceof JsonTree.Text type) {
                boolean indexed = expanded.values().get("_index") instanceof JsonTree.Literal literal
                        && literal.value().equals("true");
                members.put(name, member(type.value(), indexed));
            }
        });
        return members;
    }

    private static Member member(String type, boolean indexed) {
        return type.endsWith("[]")
                ? new Member(type.substring(0, type.length() - 2), true, indexed)
                : new Member(type, false, indexed);
    }

    /** The definition as {@code CREATE_CLASSES} takes it. */
    static JsonTree.Members definition(ObjectClass of) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        of.members().forEach((name, member) -> {
            JsonTree type = new JsonTree.Text(member.type() + (member.isList() ? "[]" : ""));
            members.put(
                    name,
                    member.isIndexed()
                            ? new JsonTree.Members(
                                    orderedPair("_type", type, "_index", new JsonTree.Literal("true", false)))
                            : type);
        });
        return new JsonTree.Members(members);
    }

    private static Map<String, JsonTree> orderedPair(String name, JsonTree value, String name2, JsonTree value2) {
        Map<String, JsonTree> pair = new LinkedHashMap<>();
        pair.put(name, value);
        pair.put(name2, value2);
        return pair;
    }

    /**
     * The classes that these link to, themselves included, each after those that it links to where that is possible.
     */
    List<ObjectClass> linkedFirst(Iterable<String> roots) {
        List<ObjectClass> ordered = new ArrayList<>();
        SequencedSet<String> seen = new LinkedHashSet<>();
        for (String root : roots) {
            visit(root, seen, ordered);
        }
        return ordered;
    }

    private void visit(String name, Set<String> seen, List<ObjectClass> ordered) {
        ObjectClass found = classes.get(name);
        if (found == null || !seen.add(name)) {
            return;
        }
        for (Member member : found.members().values()) {
            if (member.isLink()) {
                visit(member.type(), seen, ordered);
            }
        }
        ordered.add(found);
    }
}
