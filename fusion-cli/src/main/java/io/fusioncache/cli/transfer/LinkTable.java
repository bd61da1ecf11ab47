package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.transfer.LoadOptions.LinkTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of a class by the value of one member, fetched once. */
final class LinkTable implements RowWriter.LinkResolver {
    private final LinkTarget target;
    private final boolean missingIsNull;
    private final Map<String, String> oids = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private LinkTable(LinkTarget target, boolean missingIsNull) {
        this.target = target;
        this.missingIsNull = missingIsNull;
    }

    /** @throws CliException with status USAGE when the class does not have the member */
    static LinkTable fetch(LinkTarget target, boolean missingIsNull, Schema schema, Server server) {
        Schema.ObjectClass linked = schema.classes().get(target.className());
        if (linked == null || !linked.members().containsKey(target.member())) {
            throw new CliException(
                    ExitStatus.USAGE,
                    "--link: there is no " + (linked == null ? "class " : "member ") + target.className()
                            + (linked == null ? "" : "." + target.member()));
        }
        LinkTable table = new LinkTable(target, missingIsNull);
        server.forEachObject(target.className(), table::add);
        return table;
    }

    @Override
    public @Nullable String oid(String path, JsonTree value) {
        // An object that shows the member (a dotted column, an answer that was saved) names it as well.
        JsonTree naming = JsonTree.unwrapped(value) instanceof JsonTree.Members object
                ? object.values().get(target.member())
                : value;
        String key = naming == null ? null : text(naming);
        if (key == null) {
            throw new RowFault(path + ": a value is expected that names an object of class " + target.className());
        }
        if (ambiguous.contains(key)) {
            throw new RowFault(path + ": several objects of class " + target.className() + " have " + target.member()
                    + " \"" + key + "\"");
        }
        String oid = oids.get(key);
        if (oid == null && !missingIsNull) {
            throw new RowFault(path + ": no object of class " + target.className() + " has " + target.member() + " \""
                    + key + "\"; --link-missing null leaves the link empty");
        }
        return oid;
    }

    private void add(JsonTree.Members object) {
        JsonTree value = object.values().get(target.member());
        String key = value == null ? null : text(value);
        if (key != null && object.values().get("_oid") instanceof JsonTree.Text oid) {
            String other = oids.putIfAbsent(key, oid.value());
            if (other != null) {
                ambiguous.add(key);
            }
        }
    }

    private static @Nullable String text(JsonTree value) {
        if (value instanceof JsonTree.Text text) {
            return text.value();
        }
        return value instanceof JsonTree.Literal literal ? literal.value() : null;
    }
}
