package io.fusioncache.cli.transfer;

import io.fusioncache.cli.json.JsonTree;
import io.fusioncache.cli.render.JsonPrinter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads what {@link Dump} wrote. Objects get new OIDs, and links are made to the new ones. A link to an object that
 * comes later (a class that links to itself, classes that link to each other) is set by an {@code UPDATE} at the end.
 */
final class DumpFile {
    static final String HEADER = "CREATE_CLASSES";
    private static final int UPDATES_UNDER_WAY = 256;

    private final String name;
    private final Server server;
    private final Batches batches;
    private final KeyWriter keys;
    private final Runnable counted;
    private final Map<String, String> newOids = new HashMap<>();
    private final List<LateLink> lateLinks = new ArrayList<>();
    private String currentClass = "";

    /** A link whose target was not stored yet when its owner was. */
    private record LateLink(String className, String ownerOid, String member, JsonTree value) {}

    DumpFile(String name, Server server, Batches batches, KeyWriter keys, Runnable counted) {
        this.name = name;
        this.server = server;
        this.batches = batches;
        this.keys = keys;
        this.counted = counted;
        batches.onStored(newOids::put);
    }

    static boolean isHeader(JsonTree.Members object) {
        return object.values().size() == 1 && object.values().get(HEADER) instanceof JsonTree.Members;
    }

    void load(Row header, RowSource rows) {
        if (!(header.object().values().get(HEADER) instanceof JsonTree.Members definitions)) {
            throw new IllegalStateException("the caller has checked the header");
        }
        Loader.createMissing(definitions, server.schema(), server);
        Schema schema = Schema.ofDefinitions(definitions);
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (KeyRecord.isRecord(row.object())) {
                addKey(row);
            } else {
                add(row, schema);
            }
            counted.run();
        }
        batches.flush();
        linkLate();
        keys.flush();
    }

    private void addKey(Row row) {
        try {
            keys.add(name, new KeyRows.Located(KeyRecord.of(row.object(), false), row.number(), row.line()));
        } catch (RowFault e) {
            batches.flush();
            throw RowSource.fault(name, row, e.text());
        }
    }

    private void add(Row row, Schema schema) {
        Map.Entry<String, JsonTree> entry =
                row.object().values().entrySet().iterator().next();
        Schema.ObjectClass of = schema.classes().get(entry.getKey());
        if (of == null
                || !(entry.getValue() instanceof JsonTree.Members object)
                || !(object.values().get("_oid") instanceof JsonTree.Text oid)) {
            batches.flush();
            throw RowSource.fault(
                    name, row, "this is neither a key nor an object of a class that the dump begins with");
        }
        if (!of.name().equals(currentClass)) {
            batches.flush(); // From here on links to the class before can be made.
            currentClass = of.name();
        }
        Map<String, JsonTree> members = new LinkedHashMap<>();
        object.values().forEach((member, value) -> {
            Schema.Member definition = of.members().get(member);
            if (definition != null && definition.isLink()) {
                JsonTree link = link(value);
                if (link == null) {
                    lateLinks.add(new LateLink(of.name(), oid.value(), member, value));
                } else {
                    members.put(member, link);
                }
            } else if (!member.equals("_oid")) {
                members.put(member, value);
            }
        });
        String json = JsonPrinter.compact(new JsonTree.Members(members));
        batches.add(of.name(), name, row.number(), json, oid.value());
    }

    /** The link with the new OIDs; null when one of them is not known yet. */
    private @Nullable JsonTree link(JsonTree value) {
        if (value instanceof JsonTree.Items items) {
            List<JsonTree> links = new ArrayList<>();
            for (JsonTree item : items.values()) {
                JsonTree link = link(item);
                if (link == null) {
                    return null;
                }
                links.add(link);
            }
            return new JsonTree.Items(links);
        }
        String oid =
                value instanceof JsonTree.Members members && members.values().get("_oid") instanceof JsonTree.Text old
                        ? newOids.get(old.value())
                        : null;
        return oid == null ? null : RowWriter.single("_oid", new JsonTree.Text(oid));
    }

    private void linkLate() {
        ArrayDeque<CompletableFuture<String>> underWay = new ArrayDeque<>();
        for (LateLink late : lateLinks) {
            JsonTree link = link(withoutUnknown(late.value()));
            String owner = newOids.get(late.ownerOid());
            if (link == null || owner == null) {
                continue; // The object at the other end was gone when the dump was written.
            }
            if (underWay.size() == UPDATES_UNDER_WAY) {
                server.await(underWay.remove());
            }
            underWay.add(server.send("{\"UPDATE\":{\"" + late.className() + "\":{\"_oids\":[\"" + owner + "\"],\""
                    + late.member() + "\":" + JsonPrinter.compact(link) + "}}}"));
        }
        while (!underWay.isEmpty()) {
            server.await(underWay.remove());
        }
    }

    /** A list without the links whose object is not in the dump. */
    private JsonTree withoutUnknown(JsonTree value) {
        if (!(value instanceof JsonTree.Items items)) {
            return value;
        }
        return new JsonTree.Items(
                items.values().stream().filter(item -> link(item) != null).toList());
    }
}
