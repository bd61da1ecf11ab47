package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import io.fusioncache.cli.transfer.Schema.Member;
import io.fusioncache.cli.transfer.Schema.ObjectClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a row as an object of its class, as {@code STORE} takes it, after checking every value. */
final class RowWriter {
    /** Turns a value that names an object into what links to it. */
    interface LinkResolver {
        /** The OID, or null to leave the link empty. */
        @Nullable
        String oid(String path, JsonTree value);
    }

    private final Schema schema;
    private final boolean coerce;
    private final boolean ignoreUnknown;
    private final Map<String, List<String>> paths;
    private final Map<String, LinkResolver> resolvers;

    RowWriter(LoadOptions options, Schema schema, boolean isCsv, Map<String, LinkResolver> resolvers) {
        this.schema = schema;
        this.coerce = options.coerce() || isCsv;
        this.ignoreUnknown = options.ignoreUnknown();
        this.paths = options.paths();
        this.resolvers = resolvers;
    }

    /** @throws RowFault when the row does not fit; what is in {@code out} is of no use then */
    void write(JsonTree.Members row, ObjectClass of, StringBuilder out) {
        out.append('{');
        int start = out.length();
        for (Map.Entry<String, List<String>> mapped : paths.entrySet()) {
            JsonTree value = find(row, mapped.getValue());
            if (value != null) {
                writeMember(mapped.getKey(), value, of, "", out, start);
            }
        }
        for (Map.Entry<String, JsonTree> entry : row.values().entrySet()) {
            if (!paths.containsKey(entry.getKey())) {
                writeMember(entry.getKey(), entry.getValue(), of, "", out, start);
            }
        }
        out.append('}');
    }

    private void writeMember(String name, JsonTree value, ObjectClass of, String prefix, StringBuilder out, int start) {
        Member member = of.members().get(name);
        String path = prefix.isEmpty() ? name : prefix + "." + name;
        if (member == null) {
            if (ignoreUnknown) {
                return;
            }
            throw new RowFault(path + ": class " + of.name() + " has no such member; --ignore-unknown drops it");
        }
        if (value instanceof JsonTree.Nil) {
            return;
        }
        int before = out.length();
        if (before > start) {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
        LinkResolver resolver = prefix.isEmpty() ? resolvers.get(name) : null;
        if (!writeValue(value, member, path, resolver, out)) {
            out.setLength(before);
        }
    }

    /** @return false when there is nothing to store */
    private boolean writeValue(
            JsonTree value, Member member, String path, @Nullable LinkResolver resolver, StringBuilder out) {
        if (!member.isList()) {
            return writeElement(value, member, path, resolver, out);
        }
        JsonTree list = value instanceof JsonTree.Text text && coerce ? JsonTree.parse(text.value()) : value;
        if (!(list instanceof JsonTree.Items items)) {
            throw Scalars.unfit(value, member.type() + "[]", path);
        }
        out.append('[');
        int start = out.length();
        for (JsonTree item : items.values()) {
            int before = out.length();
            out.append(before > start ? "," : "");
            if (!writeElement(item, member, path, resolver, out)) {
                out.setLength(before);
            }
        }
        out.append(']');
        return true;
    }

    private boolean writeElement(
            JsonTree value, Member member, String path, @Nullable LinkResolver resolver, StringBuilder out) {
        if (!member.isLink()) {
            out.append(Scalars.json(value, member.type(), coerce, path));
            return true;
        }
        if (resolver != null) {
            String oid = resolver.oid(path, value);
            if (oid != null) {
                out.append("{\"_oid\":").append(JsonPrinter.quote(oid)).append('}');
            }
            return oid != null;
        }
        return writeLinked(value, member, path, out);
    }

    private boolean writeLinked(JsonTree value, Member member, String path, StringBuilder out) {
        if (!(value instanceof JsonTree.Members given)) {
            throw new RowFault(
                    path + ": an object of class " + member.type() + " is expected; --link finds one by a value");
        }
        ObjectClass linked = schema.classes().get(member.type());
        if (linked == null) {
            throw new RowFault(path + ": class " + member.type() + " is not there any more");
        }
        JsonTree.Members object = withoutClassName(given, linked);
        if (object.values().size() == 1 && object.values().get("_oid") instanceof JsonTree.Text oid) {
            out.append("{\"_oid\":").append(JsonPrinter.quote(oid.value())).append('}');
            return true;
        }
        out.append('{');
        int start = out.length();
        object.values().forEach((name, nested) -> writeMember(name, nested, linked, path, out, start));
        out.append('}');
        return true;
    }

    private static JsonTree.Members withoutClassName(JsonTree.Members given, ObjectClass linked) {
        boolean wrapped = given.values().size() == 1 && !linked.members().containsKey(linked.name());
        return wrapped && given.values().get(linked.name()) instanceof JsonTree.Members inner ? inner : given;
    }

    private static @Nullable JsonTree find(JsonTree root, List<String> path) {
        JsonTree value = root;
        for (String step : path) {
            if (value instanceof JsonTree.Members members) {
                value = members.values().get(step);
            } else if (value instanceof JsonTree.Items items && step.matches("[0-9]{1,9}")) {
                int index = Integer.parseInt(step);
                value = index < items.values().size() ? items.values().get(index) : null;
            } else {
                return null;
            }
        }
        return value;
    }

    /** An object with one member, for what is built here. */
    static JsonTree.Members single(String name, JsonTree value) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        members.put(name, value);
        return new JsonTree.Members(members);
    }
}
