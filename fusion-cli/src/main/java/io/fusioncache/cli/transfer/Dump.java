package io.fusioncache.cli.transfer;

import io.fusioncache.cli.console.CliException;
import io.fusioncache.cli.console.ExitStatus;
import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import io.fusioncache.cli.transfer.Schema.ObjectClass;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes classes and objects as NDJSON: first the definitions, then each object in the name of its class with its
 * {@code _oid}, its links as the OIDs of objects that have lines of their own. So an object that many link to is one
 * object again after loading, and cycles survive.
 */
public final class Dump {
    private final Server server;
    private final OutputStream out;
    private long count;

    /** Dumps to the stream, which is not closed. */
    public Dump(Server server, OutputStream out) {
        this.server = server;
        this.out = out;
    }

    /**
     * Writes one class and those that it links to, or all.
     *
     * @param className null for all
     * @return how many objects were written
     */
    public long write(@Nullable String className) {
        Schema schema = server.schema();
        if (className != null && !schema.classes().containsKey(className)) {
            throw new CliException(ExitStatus.USAGE, "there is no class " + className);
        }
        List<ObjectClass> classes =
                schema.linkedFirst(className == null ? schema.classes().keySet() : List.of(className));
        Map<String, JsonTree> definitions = new LinkedHashMap<>();
        classes.forEach(of -> definitions.put(of.name(), Schema.definition(of)));
        line(RowWriter.single("CREATE_CLASSES", new JsonTree.Members(definitions)));
        for (ObjectClass of : classes) {
            server.forEachObject(of.name(), object -> {
                line(RowWriter.single(of.name(), withPlainLinks(object, of)));
                count++;
            });
        }
        return count;
    }

    private static JsonTree.Members withPlainLinks(JsonTree.Members object, ObjectClass of) {
        Map<String, JsonTree> members = new LinkedHashMap<>();
        object.values().forEach((name, value) -> {
            Schema.Member member = of.members().get(name);
            members.put(name, member != null && member.isLink() ? plainLink(value) : value);
        });
        return new JsonTree.Members(members);
    }

    private static JsonTree plainLink(JsonTree link) {
        if (link instanceof JsonTree.Items items) {
            List<JsonTree> links = new ArrayList<>();
            items.values().forEach(item -> links.add(plainLink(item)));
            return new JsonTree.Items(links);
        }
        return JsonTree.unwrapped(link) instanceof JsonTree.Members object
                        && object.values().get("_oid") instanceof JsonTree.Text oid
                ? RowWriter.single("_oid", oid)
                : link;
    }

    private void line(JsonTree tree) {
        try {
            out.write((JsonPrinter.compact(tree) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CliException(ExitStatus.OUTPUT_FAILED, "can't write the dump: " + e.getMessage());
        }
    }
}
